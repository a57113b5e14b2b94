package io.skelspark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.train.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsLogTest {
    private static final Progress START = Progress.between(2, 0.5, 2);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static String step(int epoch, int iteration) {
        return "{\"lr\":0.1,\"data_time\":0.0,\"loss\":1.5,\"top1_acc\":0.5,\"top5_acc\":1.0,\"time\":0.1,\"epoch\":"
                + epoch + ",\"epoch_iter\":" + iteration + ",\"iter\":" + (4 * epoch + iteration) + ",\"step\":1}";
    }

    private static String validation(int epoch) {
        return "{\"acc/top1\":0.5,\"acc/top5\":1.0,\"acc/mean1\":0.5,\"time\":1.0,\"step\":" + epoch + "}";
    }

    private Path file() {
        return folder.resolve("metrics.jsonl");
    }

    /** Resumes from {@link #START}; returns what is said of bad lines. */
    private List<String> resume(List<String> lines) throws Exception {
        Files.write(file(), lines);
        List<String> said = new ArrayList<>();
        new MetricsLog(new RunFolder(folder.toString(), new Configuration()), START, said::add).write();
        return said;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"lr\":0.1,\"lo", "", "7", "null", "{}", "{\"loss\":1}", "{\"step\":1}", "\u0000\u0000"})
    void aBadLineIsNamedAndTheOthersStay(String bad) throws Exception {
        List<String> said = resume(List.of(step(1, 4), validation(1), bad, step(2, 4), validation(2)));

        assertThat(Files.readAllLines(file())).containsExactly(step(1, 4), validation(1), step(2, 4), validation(2));
        assertThat(said).singleElement().asString().contains("metrics.jsonl, line 3: ", "expected", "left out");
    }

    @Test
    void linesAfterTheStartAreWrittenAgain() throws Exception {
        assertThat(resume(List.of(step(2, 4), validation(2), step(3, 1), validation(3))))
                .isEmpty();
        assertThat(Files.readAllLines(file())).containsExactly(step(2, 4), validation(2));
    }

    @Test
    void aLongBadLineIsShownShort() throws Exception {
        assertThat(resume(List.of("x".repeat(10_000))))
                .singleElement()
                .asString()
                .hasSizeLessThan(600);
    }
}
