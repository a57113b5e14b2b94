package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.RealData;
import io.skelspark.pickle.PickleBytes;
import io.skelspark.tensor.DType;
import io.skelspark.transform.DecompressPose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PysklKeypointFilesTest {
    private static final int JOINTS = 2;
    /** Two people in frame 1, one in frame 3. */
    private static final int[] FRAMES = {1, 1, 3};

    private final Path folder;

    PysklKeypointFilesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("kp"));
    }

    private List<SourceRecord> read(double validRatio, String... ids) throws IOException {
        PickleBytes pickle = new PickleBytes(2).op(']').op('(');
        for (String id : ids) {
            annotation(pickle, id);
        }
        Files.write(folder.resolve("toc.pkl"), pickle.op('e').stop());
        PysklKeypointFiles source = new PysklKeypointFiles(
                folder.resolve("toc.pkl").toString(),
                folder.resolve("kp").toString(),
                new BoxFilter(validRatio, 0.5),
                new DecompressPose(DecompressPose.Frames.SQUEEZED, 10));
        return SourceRecords.of(source);
    }

    private static void annotation(PickleBytes pickle, String id) {
        pickle.op('}').op('(').text("frame_dir").text(id).text("label").integer(4);
        pickle.text("total_frames").integer(5).text("img_shape").tuple(320, 570);
        pickle.text("raw_file").text("/elsewhere/many.pkl");
        pickle.text("frame_inds").array("i2", "<", new int[] {3}, false, shorts(FRAMES));
        // scores 1, 1, 0.25
        pickle.text("box_score").array("f2", "<", new int[] {3}, false, shorts(0x3c00, 0x3c00, 0x3400));
        pickle.text("valid")
                .op('}')
                .op('(')
                .op('G')
                .raw(0x3f, 0xe0, 0, 0, 0, 0, 0, 0)
                .integer(1)
                .op('u');
        pickle.op('u');
    }

    private static byte[] shorts(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return buffer.array();
    }

    private static PickleBytes keypoint(PickleBytes pickle, int detections) {
        pickle.op('}').op('(').text("keypoint");
        return pickle.array(
                        "f2", "<", new int[] {detections, JOINTS, 3}, false, PickleBytes.ones(detections * JOINTS * 3))
                .op('u');
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve("kp").resolve(name), content);
    }

    @Test
    void turnsTheDetectionsOfAClipsOwnFileIntoPeople() throws IOException {
        write("a.pkl", keypoint(new PickleBytes(2), 3).stop());
        Annotation clip = (Annotation) read(0, "a").get(0);
        assertThat(clip.sample().label()).isEqualTo(4);
        assertThat(clip.sample().totalFrames()).isEqualTo(2);
        assertThat(clip.sample().keypoint().dtype()).isEqualTo(DType.FLOAT16);
        assertThat(clip.sample().keypoint().shape()).containsExactly(2, 2, JOINTS, 2);
        assertThat(clip.sample().keypoint().values()).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
        assertThat(clip.sample().keypointScore()).isNotNull();
    }

    @Test
    void findsClipsInAFileOfManyByTheirRawFile() throws IOException {
        PickleBytes many = new PickleBytes(2).op('}').op('(').text("a");
        keypoint(many, 3).text("b");
        write("many.pkl", keypoint(many, 3).op('u').stop());
        List<SourceRecord> records = read(0, "a", "b", "c");
        assertThat(records.subList(0, 2)).allMatch(Annotation.class::isInstance);
        assertThat(records.get(2))
                .isEqualTo(new Rejection("c", "keypoint file", "None", "a dict with the key keypoint"));
    }

    @Test
    void leavesOutClipsWithTooFewGoodBoxesAndBoxesBelowTheThreshold() throws IOException {
        write("a.pkl", keypoint(new PickleBytes(2), 3).stop());
        assertThat(read(0.5, "a"))
                .containsExactly(new Omission(
                        "a", "clip", "1 of 5 frames with a box of 0.5", "a box of 0.5 in 0.5 of the frames"));
        Annotation clip = (Annotation) read(0.2, "a").get(0);
        assertThat(clip.sample().keypoint().shape()).containsExactly(2, 1, JOINTS, 2);
    }

    @Test
    void rejectsClipsWhoseJointsAreMissingDamagedOrOfAnotherLength() throws IOException {
        write("cut.pkl", new PickleBytes(2).op('}').open());
        write("four.pkl", keypoint(new PickleBytes(2), 4).stop());
        write("list.pkl", new PickleBytes(2).op(']').stop());
        List<SourceRecord> records = read(0, "gone", "cut", "four", "list", "odd:name/..");
        assertThat(records).allMatch(Rejection.class::isInstance);
        assertThat(records)
                .extracting(record -> ((Rejection) record).found())
                .satisfiesExactly(
                        gone -> assertThat(gone).isEqualTo("no file many.pkl"),
                        cut -> assertThat(cut).contains("cut short"),
                        four -> assertThat(four).contains("4 detections with 3 frame indices"),
                        list -> assertThat(list).isEqualTo("list of 0"),
                        odd -> assertThat(odd).isNotEmpty());
    }

    @Test
    void readsTheTableOfContentsOfKinetics() throws IOException {
        Path real = RealData.folder("mmaction2_samples").resolve("tests/data/annotations/sample.pkl");
        PysklKeypointFiles source = new PysklKeypointFiles(
                real.toString(),
                folder.resolve("kp").toString(),
                new BoxFilter(1, 0.9),
                new DecompressPose(DecompressPose.Frames.SQUEEZED, 10));
        List<SourceRecord> records = SourceRecords.of(source);
        assertThat(records).hasSize(100);
        assertThat(records).filteredOn(Omission.class::isInstance).hasSizeGreaterThan(50);
        assertThat(records).noneMatch(Annotation.class::isInstance);
    }
}
