package io.skelspark.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.SharedSpark;
import io.skelspark.config.ConfigError;
import io.skelspark.config.SweepPlan;
import io.skelspark.pipeline.PreparedSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains a few trials of a tiny network on the sample set. */
@Tag("spark")
class SweepTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private SweepPlan plan(String... more) {
        List<String> assignments = new ArrayList<>(List.of(
                "dataset.source.path=" + Path.of("datasets/sample/sample.jsonl").toAbsolutePath(),
                "dataset.path=" + folder.resolve("prepared"),
                "runs=" + folder.resolve("runs"),
                "features=[joint]",
                "frames=16",
                "test-clips=1",
                "model.base-channels=8",
                "model.num-stages=1",
                "model.inflate-stages=[]",
                "model.down-stages=[]",
                "train.epochs=2",
                "train.repeat=3",
                "train.replicas=1",
                "train.batch-per-replica=2",
                "train.base-batch=2",
                "train.optimizer.weight-decay=1"));
        assignments.addAll(List.of(more));
        return SweepPlan.load("jobs/sample.conf", assignments);
    }

    @Test
    void comparesWhatFinishesAndNamesWhatDiverges() throws Exception {
        PreparedSample.copyTo(folder.resolve("prepared"));
        String rates = "train.learning-rate=0.05,1000";
        Sweep.Outcome outcome = Sweep.run(SharedSpark.session(), plan(rates, "train.max-gradient-norm=0"));
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.table()).contains("train.learning-rate = 0.05", "learning-rate-1000 diverged: ");
        Path sweep = folder.resolve("runs/sweep");
        assertThat(sweep).isDirectoryContaining("glob:**comparison.{md,csv,json,html}");
        Path model = sweep.resolve("learning-rate-0.05/joint/last.safetensors");
        byte[] trained = Files.readAllBytes(model);

        Files.delete(model.resolveSibling("checkpoints/epoch-000002-iteration-000000000.safetensors"));
        Sweep.run(SharedSpark.session(), plan(rates, "train.max-gradient-norm=0"));
        assertThat(Files.readAllBytes(model))
                .as("resumed from the checkpoint before")
                .isEqualTo(trained);

        assertThatThrownBy(() -> Sweep.run(SharedSpark.session(), plan(rates, "train.max-gradient-norm=1")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("the sweep in " + sweep + " has other settings: train.max-gradient-norm: 0 in the"
                        + " sweep, 1 now");
        String table = Compare.run(
                List.of(sweep.resolve("learning-rate-0.05").toString()), Optional.empty(), new Configuration(false));
        assertThat(table).contains("learning-rate-0.05", "joint top-1");
    }
}
