package io.skelspark.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.RealData;
import io.skelspark.golden.GoldenFolders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreDumpTest {
    @ParameterizedTest
    @CsvSource({
        "plain,joint,plain.joint.pkl",
        "plain,joint,plain.joint.numpy.pkl",
        "plain,bone,plain.bone.pkl",
        "plain,joint-motion,plain.joint-motion.pkl",
        "plain,bone-motion,plain.bone-motion.pkl",
        "ties,joint,ties.joint.pkl",
        "ties,bone,ties.bone.pkl",
        "ties,joint-motion,ties.joint-motion.pkl",
        "ties,bone-motion,ties.bone-motion.pkl"
    })
    void readsLabelsAndScoresExactly(String set, String stream, String dump) throws IOException {
        Path archive = GoldenFolders.file("eval/" + set + ".npz");
        ByteBuffer labels = npy(archive, "labels");
        ByteBuffer scores = npy(archive, "score." + stream);

        ScoreDump found = read(GoldenFolders.file("eval/" + dump));

        assertThat(found.samples()).hasSize(labels.remaining() / 8);
        for (ScoreDump.DumpedSample sample : found.samples()) {
            assertThat((long) sample.label()).isEqualTo(labels.getLong());
            assertThat(sample.scores()).hasSize(60);
            for (float score : sample.scores()) {
                assertThat(score).isEqualTo(scores.getFloat());
            }
        }
        assertThat(scores.remaining()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"joint.pkl,55", "bone.pkl,56"})
    void readsTheDumpsOfMmaction2(String name, int correct) throws IOException {
        Path file = RealData.folder("mmaction2_samples/demo/fuse").resolve(name);

        ScoreDump found = read(file);

        assertThat(found.samples()).hasSize(60);
        assertThat(found.samples().stream().filter(ScoreDumpTest::correct)).hasSize(correct);
    }

    @Test
    void namesTheSampleThatIsNotADict() {
        byte[] pickle = new PickleBytes(2)
                .op(']')
                .array("f4", "<", new int[] {1}, false, new byte[4])
                .op('a')
                .stop();

        assertThatThrownBy(() -> ScoreDump.read(new ByteArrayInputStream(pickle), "dump.pkl", pickle.length))
                .isInstanceOf(BrokenPickleException.class)
                .hasMessageContaining("dump.pkl")
                .hasMessageContaining("sample 0")
                .hasMessageContaining("gt_label and pred_score");
    }

    private static boolean correct(ScoreDump.DumpedSample sample) {
        int best = 0;
        for (int i = 1; i < sample.scores().length; i++) {
            best = sample.scores()[i] > sample.scores()[best] ? i : best;
        }
        return best == sample.label();
    }

    private static ScoreDump read(Path file) throws IOException {
        return ScoreDump.read(Files.newInputStream(file), file.toString(), Files.size(file));
    }

    private static ByteBuffer npy(Path archive, String name) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            byte[] bytes = zip.getInputStream(zip.getEntry(name + ".npy")).readAllBytes();
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            return buffer.position(10 + buffer.getShort(8)).slice().order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
