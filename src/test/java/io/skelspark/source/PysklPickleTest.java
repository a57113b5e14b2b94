package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.pickle.PickleBytes;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.tensor.DType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PysklPickleTest {
    private static final Configuration HADOOP = new Configuration();

    private final Path folder;

    PysklPickleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsSplitsBeforeTheAnnotations() throws IOException {
        PickleBytes dict = new PickleBytes(2).op('}').op('(');
        checkSplits(annotations(split(dict)).op('u').stop());
    }

    @Test
    void readsSplitsAfterTheAnnotations() throws IOException {
        PickleBytes dict = new PickleBytes(2).op('}').op('(');
        checkSplits(split(annotations(dict)).op('u').stop());
    }

    private void checkSplits(byte[] pickle) throws IOException {
        List<SourceRecord> records = read(pickle);

        assertThat(records).extracting(SourceRecord::id).containsExactly("a", "b", "c");
        assertThat(records)
                .extracting(record -> ((Annotation) record).splits())
                .containsExactly(List.of("train"), List.of("train", "val"), List.of());
        Annotation first = (Annotation) records.get(0);
        assertThat(first.sample().label()).isEqualTo(3);
        assertThat(first.sample().totalFrames()).isEqualTo(4);
        assertThat(first.sample().imgShape()).isEqualTo(new ImageShape(1080, 1920));
        assertThat(first.sample().keypoint().dtype()).isEqualTo(DType.FLOAT16);
        assertThat(first.sample().keypoint().shape()).containsExactly(2, 4, 17, 2);
        assertThat(first.sample().keypoint().values()).containsOnly(1);
        assertThat(first.sample().keypointScore()).isNull();
    }

    @Test
    void readsABareListAndTakesTheFilenameForIdentifier() throws IOException {
        List<SourceRecord> records = read(new PickleBytes(2)
                .op(']')
                .op('(')
                .annotation("filename", "video.mp4", 1, 2, 3)
                .annotation("frame_dir", "other", 1, 2, 3)
                .op('e')
                .stop());

        assertThat(records.get(0).id()).isEqualTo("video.mp4");
        assertThat(records.get(1)).isEqualTo(new Rejection("test.pkl#1", "filename", "missing", "the key filename"));
    }

    @Test
    void rejectsABadRecordAndReadsTheNext() throws IOException {
        PickleBytes pickle = new PickleBytes(2).op(']').op('(');
        pickle.op('}').op('(').text("frame_dir").text("no label").op('u');
        pickle.op('}').op('(').text("frame_dir").text("float label").text("label");
        pickle.op('G').raw(0x3f, 0xf8, 0, 0, 0, 0, 0, 0).op('u');
        pickle.op('}').op('(').text("frame_dir").text("rank").text("label").integer(1);
        pickle.text("total_frames").integer(2).text("keypoint");
        pickle.array("f2", "<", new int[] {2, 3, 2}, false, PickleBytes.ones(12))
                .op('u');
        pickle.annotation("frame_dir", "good", 1, 2, 3).op('e');

        List<SourceRecord> records = read(pickle.stop());

        assertThat(records.subList(0, 3))
                .containsExactly(
                        new Rejection("no label", "label", "missing", "the key label"),
                        new Rejection("float label", "label", "float 1.5", "an integer"),
                        new Rejection(
                                "rank",
                                "keypoint",
                                "array of <f2 [2, 3, 2]",
                                "an array (M, T, V, C) of float16, float32 or float64"));
        assertThat(records.get(3)).isInstanceOf(Annotation.class);
        assertThat(records).hasSize(4);
    }

    @Test
    void aFileCutShortAnywhereEndsWithOneRejection() throws IOException {
        byte[] whole = split(new PickleBytes(2).op('}').op('('))
                .text("annotations")
                .op(']')
                .op('(')
                .annotation("frame_dir", "a", 1, 2, 3)
                .annotation("frame_dir", "b", 1, 2, 3)
                .op('e')
                .op('u')
                .stop();
        int most = 0;
        for (int length = 0; length < whole.length; length++) {
            List<SourceRecord> records = read(Arrays.copyOf(whole, length));
            int last = records.size() - 1;
            assertThat(records.subList(0, last)).as("cut after %d", length).allMatch(Annotation.class::isInstance);
            assertThat(records.get(last)).isInstanceOf(Rejection.class);
            assertThat(records.get(last).id()).startsWith("test.pkl@");
            assertThat(records.size()).isGreaterThanOrEqualTo(most);
            most = records.size();
        }
        assertThat(most).isEqualTo(3);
    }

    @Test
    void namesAClassThatIsNotReadAndEndsTheFile() throws IOException {
        List<SourceRecord> records = read(new PickleBytes(2)
                .op(']')
                .op('(')
                .annotation("frame_dir", "a", 1, 2, 3)
                .global("posix", "system")
                .text("echo no")
                .raw(0x85)
                .op('R')
                .op('e')
                .stop());

        assertThat(records).last().isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.found())
                .contains("posix.system"));
    }

    @Test
    void rejectsAFileWithoutAnnotations() throws IOException {
        assertThat(read(new PickleBytes(2).op('}').stop())).singleElement().isInstanceOf(Rejection.class);
        assertThat(read(new PickleBytes(2).integer(3).stop())).singleElement().isInstanceOf(Rejection.class);
        assertThat(read(new byte[0])).singleElement().isInstanceOf(Rejection.class);
    }

    @Test
    void namesAMissingFile() {
        PysklPickle source = new PysklPickle(folder.resolve("none.pkl").toString());

        assertThatThrownBy(() -> source.files(HADOOP))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none.pkl");
    }

    /** Adds the splits train = [a, b] and val = [b]. */
    private static PickleBytes split(PickleBytes pickle) {
        pickle.text("split").op('}').op('(');
        pickle.text("train").op(']').op('(').text("a").text("b").op('e');
        return pickle.text("val").op(']').text("b").op('a').op('u');
    }

    /** Adds the annotations a, of two people and four frames, b and c. */
    private static PickleBytes annotations(PickleBytes pickle) {
        return pickle.text("annotations")
                .op(']')
                .op('(')
                .annotation("frame_dir", "a", 2, 4, 17)
                .annotation("frame_dir", "b", 1, 3, 17)
                .annotation("frame_dir", "c", 1, 3, 17)
                .op('e');
    }

    private List<SourceRecord> read(byte[] pickle) throws IOException {
        Path file = folder.resolve("test.pkl");
        Files.write(file, pickle);
        return SourceRecords.of(new PysklPickle(file.toString()));
    }
}
