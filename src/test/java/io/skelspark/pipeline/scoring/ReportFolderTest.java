package io.skelspark.pipeline.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.evaluate.ConfusionMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    private static final ConfusionMatrix CONFUSION =
            new ConfusionMatrix(new int[] {0, 1}, new long[][] {{4, 0}, {1, 3}});

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private ReportFolder report() {
        return new ReportFolder(folder.resolve("runs/report").toString(), new Configuration());
    }

    @Test
    void namesOfFusionsAreNoPaths() throws IOException {
        List<String> rows = List.of("joint", "../../out", "a/b", "a_b", "a b", "f".repeat(300));
        for (String row : rows) {
            report().save(row, CONFUSION, List.of("sit", "=1+1"));
        }
        report().removeOthers(Set.copyOf(rows));

        assertThat(folder.resolve("runs/report"))
                .isDirectoryContaining("glob:**classes-joint.csv")
                .isDirectoryContaining("glob:**classes-a_b.csv");
        try (var files = Files.list(folder.resolve("runs/report"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".csv"))).hasSize(2 * rows.size());
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.csv");
        assertThat(folder.resolve("runs")).isDirectoryNotContaining("glob:**.csv");

        report().removeOthers(Set.of("joint", "a/b"));
        try (var files = Files.list(folder.resolve("runs/report"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".csv"))).hasSize(4);
        }
    }
}
