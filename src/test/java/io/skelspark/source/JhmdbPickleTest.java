package io.skelspark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.RealData;
import io.skelspark.pickle.PickleBytes;
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

class JhmdbPickleTest {
    private static final Configuration HADOOP = new Configuration();

    private final Path folder;

    JhmdbPickleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsPosesInTheWidthOfTheFileAndRejectsOthers() throws IOException {
        byte[] pickle = file();
        write(pickle);

        List<SourceRecord> records = read(new JhmdbPickle(folder.toString(), 1, List.of("catch", "jump")), 0);

        assertThat(records).hasSize(3);
        assertThat(records.get(0)).isInstanceOfSatisfying(Annotation.class, annotation -> {
            assertThat(annotation.id()).isEqualTo("train_1/00000");
            assertThat(annotation.splits()).containsExactly("train");
            assertThat(annotation.sample().label()).isEqualTo(1);
            assertThat(annotation.sample().totalFrames()).isEqualTo(2);
            assertThat(annotation.sample().keypoint().dtype()).isEqualTo(DType.FLOAT64);
            assertThat(annotation.sample().keypoint().shape()).containsExactly(1, 2, 15, 2);
        });
        assertThat(records.get(1))
                .isEqualTo(new Rejection("train_1/00001", "label", "str 'swim'", "one of catch, jump"));
        assertThat(records.get(2)).isEqualTo(new Rejection("train_1/00002", "pose", "<f8[2, 14, 2]", "(T, 15, 2)"));
    }

    @Test
    void rejectsAFileThatIsCutShortOnce() throws IOException {
        byte[] pickle = file();
        write(Arrays.copyOf(pickle, pickle.length - 5));

        assertThat(read(new JhmdbPickle(folder.toString(), 1, List.of("jump")), 0))
                .singleElement()
                .isInstanceOf(Loss.class);
    }

    @Test
    void namesAMissingFile() {
        JhmdbPickle source = new JhmdbPickle(folder.toString(), 2, List.of("jump"));

        assertThatThrownBy(() -> source.files(HADOOP))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("GT_train_2.pkl");
    }

    @Test
    void readsThePublishedSplits() throws IOException {
        Path published = RealData.folder("jhmdb");
        List<String> classes = List.of(
                "catch", "clap", "golf", "jump", "pick", "pour", "pullup", "push", "run", "sit", "stand", "throw",
                "walk", "wave");

        int[] trained = {433, 433, 434};
        int[] tested = {176, 176, 175};
        for (int split = 1; split <= 3; split++) {
            JhmdbPickle source = new JhmdbPickle(published.toAbsolutePath().toString(), split, classes);
            assertThat(read(source, 0)).hasSize(trained[split - 1]).hasOnlyElementsOfType(Annotation.class);
            assertThat(read(source, 1)).hasSize(tested[split - 1]).hasOnlyElementsOfType(Annotation.class);
        }
    }

    private static byte[] file() {
        PickleBytes pickle =
                new PickleBytes(2).op('}').op('(').text("pose").op(']').op('(');
        for (int joints : new int[] {15, 15, 14}) {
            pickle.array("f8", "<", new int[] {2, joints, 2}, false, new byte[2 * joints * 2 * 8]);
        }
        pickle.op('e').text("label").op(']').op('(');
        return pickle.text("jump").text("swim").text("catch").op('e').op('u').stop();
    }

    private void write(byte[] pickle) throws IOException {
        Files.write(folder.resolve("GT_train_1.pkl"), pickle);
        Files.write(folder.resolve("GT_test_1.pkl"), pickle);
    }

    private static List<SourceRecord> read(JhmdbPickle source, int file) throws IOException {
        return SourceRecords.of(source, source.files(HADOOP).get(file));
    }
}
