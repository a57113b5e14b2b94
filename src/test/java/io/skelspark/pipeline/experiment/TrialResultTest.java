package io.skelspark.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.evaluate.AccuracyTable;
import io.skelspark.evaluate.Provenance;
import io.skelspark.pipeline.scoring.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a comparison reads of a report. */
class TrialResultTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private ReportFolder report(String json) throws IOException {
        Files.writeString(folder.resolve("accuracy.json"), json);
        return new ReportFolder(folder.toString(), new Configuration(false));
    }

    @Test
    void readsWhatAnEvaluationWrites() throws IOException {
        Provenance provenance = new Provenance(
                "demo",
                "set",
                "who tests",
                160,
                2,
                1,
                Map.of("joint", 7L),
                Map.of("joint", "ab"),
                "1",
                List.of("leak"));
        AccuracyTable table =
                new AccuracyTable(provenance, List.of(new AccuracyTable.Row("joint", Map.of(), 0.5, 0.75, 0.25, null)));
        TrialResult result = TrialResult.of(report(new ObjectMapper().writeValueAsString(table.toMap())))
                .orElseThrow();
        assertThat(result.rows()).isEqualTo(Map.of("joint", new TrialResult.Accuracies(0.5, 0.75, 0.25)));
        assertThat(result.protocol()).isEqualTo("who tests");
        assertThat(result.samples()).isEqualTo(160);
        assertThat(result.seeds()).containsExactly(7L);
        assertThat(result.cautions()).containsExactly("leak");
    }

    @Test
    void namesAReportThatIsNone() {
        assertThatThrownBy(() -> TrialResult.of(report("{ \"rows\": [] }")))
                .isInstanceOf(IOException.class)
                .message()
                .contains("accuracy.json", "is no table of evaluate")
                .doesNotContain("\n");
    }
}
