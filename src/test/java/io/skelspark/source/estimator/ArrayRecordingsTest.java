package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.pickle.NpyBytes;
import io.skelspark.pickle.PickleBytes;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bare arrays of NumPy, and the archives of VideoPose3D. */
class ArrayRecordingsTest {
    private final Path folder;

    ArrayRecordingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private ReadFrames read(byte[] array) throws IOException, MalformedRecordException {
        return ReadFrames.one(new NumpyJoints(Unit.METRE), Files.write(folder.resolve("walk.npy"), array));
    }

    @Test
    void readsOnePerson() throws IOException, MalformedRecordException {
        ReadFrames recording = read(NpyBytes.floats("(2, 1, 3)", 1, 2, 3, 4, 5, 6));

        assertThat(recording.header().id()).isEqualTo("walk");
        assertThat(recording.header().frames()).isEqualTo(2);
        assertThat(recording.header().scored()).isFalse();
        assertThat(recording.people()).extracting(Detection::track).containsExactly(null, null);
        assertThat(recording.people().get(1).keypoint()).containsExactly(4, 5, 6);
        assertThat(recording.people().get(1).score()).containsExactly(1);
    }

    @Test
    void aPersonOfZerosIsNotThere() throws IOException, MalformedRecordException {
        ReadFrames recording = read(NpyBytes.floats("(2, 3, 1, 2)", 1, 2, 0, 0, 3, 4, 5, 6, 7, 8, 0, 0));

        assertThat(recording.header().frames()).isEqualTo(3);
        assertThat(recording.frames())
                .extracting(frame -> frame.people().size())
                .containsExactly(2, 1, 1);
        assertThat(recording.people()).extracting(Detection::track).containsExactly("0", "1", "1", "0");
        assertThat(recording.people().get(2).keypoint()).containsExactly(7, 8);
    }

    @Test
    void refusesOtherArraysByTheirShape() {
        assertThatThrownBy(() -> read(NpyBytes.floats("(2, 2)", 1, 2, 3, 4)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("array of walk.npy: found array of <f4 [2, 2], expected (T, V, C)");
        assertThatThrownBy(() -> read(NpyBytes.floats("(1, 1, 4)", 1, 2, 3, 4)))
                .hasMessageContaining("with C = 2 or 3");
        assertThatThrownBy(() -> read(NpyBytes.longs("(1, 1, 2)", 1, 2)))
                .hasMessageContaining("found array of <i8 [1, 1, 2]")
                .hasMessageContaining("x.astype(numpy.float32)");
    }

    @Test
    void refusesObjectsNaNAndAFileCutShort() {
        assertThatThrownBy(() -> read(NpyBytes.raw(1, "'|O'", "False", "(1, 1, 2)", new byte[9])))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("array of walk.npy")
                .hasMessageContaining("an array of Python objects");
        assertThatThrownBy(() -> read(NpyBytes.floats("(2, 1, 2)", 1, 2, 3, Double.NaN)))
                .hasMessageContaining("joint 0 of person 0 in frame 1 of walk.npy: found NaN");
        assertThatThrownBy(() -> read(NpyBytes.floats("(2, 1, 2)", 1, 2, 3)))
                .hasMessageContaining("needs 16 bytes, found 12; the file is cut short");
    }

    /** An array of one object, whose pickle {@code content} pushes. */
    private static byte[] object(byte[] content) {
        PickleBytes pickle = new PickleBytes(3).global("numpy.core.multiarray", "_reconstruct");
        pickle.global("numpy", "ndarray")
                .tuple(0)
                .blob(new byte[] {'b'})
                .raw(0x87)
                .op('R');
        pickle.op('(').integer(1).op(')').dtype("O8", "|").raw(0x89).op(']');
        for (byte opcode : content) {
            pickle.raw(opcode & 0xff);
        }
        return NpyBytes.raw(
                1, "'|O'", "False", "()", pickle.op('a').op('t').op('b').stop());
    }

    /** An archive of one video with one person, two frames and one joint. */
    static byte[] videoPose() throws IOException {
        PickleBytes positions = new PickleBytes(0)
                .op('}')
                .op('(')
                .text("walk.mp4")
                .op('}')
                .op('(')
                .text("custom");
        positions
                .op(']')
                .array("f2", "<", new int[] {2, 1, 2}, false, PickleBytes.ones(4))
                .op('a')
                .op('u')
                .op('u');
        PickleBytes metadata = new PickleBytes(0)
                .op('}')
                .op('(')
                .text("video_metadata")
                .op('}')
                .op('(');
        metadata.text("walk.mp4")
                .op('}')
                .op('(')
                .text("w")
                .integer(640)
                .text("h")
                .integer(480);
        metadata.op('u').op('u').op('u');
        return NpyBytes.archive(
                Map.of("positions_2d", object(positions.open()), "metadata", object(metadata.open())), true);
    }

    @Test
    void readsTheVideosOfVideoPose() throws IOException, MalformedRecordException {
        Path file = Files.write(folder.resolve("data_2d_custom_a.npz"), videoPose());

        ReadFrames recording = ReadFrames.one(new VideoPose3D(), file);

        assertThat(recording.header().id()).isEqualTo("walk.mp4");
        assertThat(recording.header().image()).isEqualTo(new ImageShape(480, 640));
        assertThat(recording.frames()).hasSize(2);
        assertThat(recording.people().get(0).keypoint()).containsExactly(1, 1);
    }

    @Test
    void refusesAnArchiveOfPlainArrays() throws IOException {
        Path file = Files.write(
                folder.resolve("a.npz"),
                NpyBytes.archive(Map.of("keypoint", NpyBytes.floats("(1, 1, 1, 2)", 1, 2)), false));

        assertThatThrownBy(() -> ReadFrames.all(new VideoPose3D(), file))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining("no array positions_2d, found [keypoint]")
                .hasMessageContaining("NumpyClips");
    }
}
