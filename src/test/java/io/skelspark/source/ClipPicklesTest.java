package io.skelspark.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.pickle.PickleBytes;
import io.skelspark.skeleton.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipPicklesTest {
    private final Path folder;

    ClipPicklesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<SourceRecord> read(byte[] pickle) throws IOException {
        Files.write(folder.resolve("S001C001P001R001A009.pkl"), pickle);
        return SourceRecords.of(new ClipPickles(folder.toString()));
    }

    /** The fields of {@code ntu_pose_extraction}. */
    private static byte[] extraction() {
        PickleBytes dict = new PickleBytes(2).op('}').op('(').text("keypoint");
        dict.array("f2", "<", new int[] {1, 2, 17, 2}, false, PickleBytes.ones(68));
        dict.text("keypoint_score").array("f2", "<", new int[] {1, 2, 17}, false, PickleBytes.ones(34));
        dict.text("frame_dir").text("S001C001P001R001A009");
        dict.text("img_shape").tuple(1080, 1920).text("original_shape").tuple(1080, 1920);
        return dict.text("total_frames")
                .integer(2)
                .text("label")
                .integer(8)
                .op('u')
                .stop();
    }

    @Test
    void readsTheClipOfEachFile() throws IOException {
        List<SourceRecord> records = read(extraction());

        assertThat(records).hasSize(1);
        Annotation clip = (Annotation) records.get(0);
        assertThat(clip.id()).isEqualTo("S001C001P001R001A009");
        assertThat(clip.sample().label()).isEqualTo(8);
        assertThat(clip.sample().imgShape()).isEqualTo(new ImageShape(1080, 1920));
        assertThat(clip.sample().keypoint().shape()).containsExactly(1, 2, 17, 2);
        assertThat(requireNonNull(clip.sample().keypointScore()).shape()).containsExactly(1, 2, 17);
        assertThat(clip.attributes()).isNotEmpty();
    }

    @Test
    void rejectsAListAndNamesTheSourceThatReadsIt() throws IOException {
        byte[] list = new PickleBytes(2)
                .op(']')
                .op('(')
                .annotation("frame_dir", "a", 1, 2, 3)
                .op('e')
                .stop();

        assertThat(read(list))
                .containsExactly(new Rejection(
                        "S001C001P001R001A009",
                        "file",
                        "list of 1",
                        "a dict of one clip; the source type PysklPickle reads a list of them"));
    }

    @Test
    void rejectsAFileCutShort() throws IOException {
        byte[] whole = extraction();
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);

        assertThat(read(cut)).singleElement().isInstanceOf(Rejection.class);
    }

    /** PYSKL's {@code custom_2d_skeleton} writes a bare list, which the source of annotation pickles reads. */
    @Test
    void theListOfCustomSkeletonsIsReadAsAnAnnotationPickle() throws IOException {
        PickleBytes pickle = new PickleBytes(2).op(']').op('(').op('}').op('(');
        pickle.text("frame_dir").text("walk").text("label").integer(1);
        pickle.text("img_shape").tuple(480, 640).text("original_shape").tuple(480, 640);
        pickle.text("total_frames").integer(2).text("num_person_raw").integer(2).text("keypoint");
        pickle.array("f2", "<", new int[] {2, 2, 17, 2}, false, PickleBytes.ones(136));
        pickle.text("keypoint_score").array("f2", "<", new int[] {2, 2, 17}, false, PickleBytes.ones(68));
        Path file =
                Files.write(folder.resolve("custom.pkl"), pickle.op('u').op('e').stop());

        List<SourceRecord> records = SourceRecords.of(new PysklPickle(file.toString()));

        assertThat(records).hasSize(1);
        Annotation clip = (Annotation) records.get(0);
        assertThat(clip.id()).isEqualTo("walk");
        assertThat(clip.sample().keypoint().shape()).containsExactly(2, 2, 17, 2);
        assertThat(requireNonNull(clip.sample().keypointScore()).values()).containsOnly(1);
        assertThat(clip.splits()).isEmpty();
    }
}
