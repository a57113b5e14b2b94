package io.skelspark.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.TorchPython;
import io.skelspark.pickle.ScoreDump.DumpedSample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreDumpWriterTest {
    private static final ScoreDump DUMP = new ScoreDump(List.of(
            new DumpedSample(1, new float[] {0.25f, 0.1f, 0.65f}),
            new DumpedSample(0, new float[] {0.5f, 0.5f, 0}),
            new DumpedSample(-1, new float[] {Float.MIN_VALUE, -0f, 1e30f})));

    @Test
    void readsBackWhatWasWritten() throws IOException {
        byte[] bytes = ScoreDumpWriter.write(DUMP);

        List<DumpedSample> found = ScoreDump.read(new ByteArrayInputStream(bytes), "dump.pkl", bytes.length)
                .samples();

        assertThat(found).hasSameSizeAs(DUMP.samples());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).label()).isEqualTo(DUMP.samples().get(i).label());
            assertThat(found.get(i).scores()).isEqualTo(DUMP.samples().get(i).scores());
        }
    }

    @Test
    void pythonReadsTheDumpAsOneOfMmaction2(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("dump.pkl"), ScoreDumpWriter.write(DUMP));

        // reads the keys that MMAction2's report_accuracy.py reads, then the others
        String found = TorchPython.run(
                folder,
                """
                import pickle, sys
                samples = pickle.load(open(sys.argv[1], "rb"))
                scores = [sample["pred_score"].numpy() for sample in samples]
                labels = [sample["gt_label"].item() for sample in samples]
                for sample, score, label in zip(samples, scores, labels):
                    print(list(sample), sample["num_classes"], label, sample["pred_label"].item(),
                          sample["gt_label"].dtype, list(sample["gt_label"].shape), score.dtype,
                          [float(value).hex() for value in score])
                """,
                file);

        String keys = "['num_classes', 'gt_label', 'pred_score', 'pred_label'] 3 ";
        assertThat(found.lines())
                .containsExactly(
                        keys + "1 2 torch.int64 [1] float32 " + hex(0.25f, 0.1f, 0.65f),
                        keys + "0 0 torch.int64 [1] float32 " + hex(0.5f, 0.5f, 0),
                        keys + "-1 2 torch.int64 [1] float32 ['0x1.0000000000000p-149', '-0x0.0p+0', "
                                + "'0x1.93e5940000000p+99']");
    }

    /** Returns the numbers as Python's float.hex writes them. */
    private static String hex(float... values) {
        StringBuilder text = new StringBuilder();
        for (float value : values) {
            String digits = Long.toHexString(Double.doubleToRawLongBits(value) & 0xfffffffffffffL);
            text.append(text.isEmpty() ? "['" : ", '");
            text.append(
                    value == 0
                            ? "0x0.0p+0"
                            : "0x1." + "0".repeat(13 - digits.length()) + digits + "p" + Math.getExponent(value));
            text.append("'");
        }
        return text + "]";
    }
}
