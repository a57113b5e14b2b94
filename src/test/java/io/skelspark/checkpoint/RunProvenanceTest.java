package io.skelspark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.checkpoint.RunProvenance.Imported;
import io.skelspark.checkpoint.RunProvenance.Ranks;
import io.skelspark.checkpoint.RunProvenance.Trained;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.StateLayout;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds the keys that provenance has in files: older runs resume only if they stay. */
class RunProvenanceTest {
    private static RunProvenance read(Map<String, String> texts) {
        ModelState state = new ModelState(new StateLayout(), new float[0], new float[0]);
        return RunProvenance.of(new Checkpoint(state, texts));
    }

    @Test
    void aNewRunCarriesWhatItIsAndLaterWhatItRanOn() {
        RunProvenance started = RunProvenance.of(new Trained("all of it", 7), "a = 1", "0.1 (abc)");

        assertThat(started.texts())
                .containsExactly(
                        Map.entry("code-version", "0.1 (abc)"),
                        Map.entry("config", "a = 1"),
                        Map.entry("recipe", "all of it"),
                        Map.entry("seed", "7"));
        RunProvenance running = started.on(new Ranks(4, "cpu"));
        assertThat(running.texts())
                .containsExactly(
                        Map.entry("code-version", "0.1 (abc)"),
                        Map.entry("config", "a = 1"),
                        Map.entry("device", "cpu"),
                        Map.entry("ranks", "4"),
                        Map.entry("recipe", "all of it"),
                        Map.entry("seed", "7"));
        assertThat(read(running.texts())).isEqualTo(running);
        assertThat(running.awaitsTraining()).isFalse();
    }

    @Test
    void anImportedRunKeepsItsOriginWhenItIsTrainedHere() {
        Imported origin = new Imported("a.pth", "f00", Optional.of("settings"));
        RunProvenance imported = RunProvenance.of(origin, "a = 1", "0.1");

        assertThat(imported.awaitsTraining()).isTrue();
        assertThat(imported.texts())
                .containsExactly(
                        Map.entry("code-version", "0.1"),
                        Map.entry("config", "a = 1"),
                        Map.entry("imported-from", "a.pth"),
                        Map.entry("imported-recipe", "settings"),
                        Map.entry("imported-sha256", "f00"));
        RunProvenance trained = imported.trainedAs(new Trained("all of it", 0), "a = 2", "0.2");
        assertThat(trained.awaitsTraining()).isFalse();
        assertThat(trained.texts())
                .containsEntry("imported-from", "a.pth")
                .containsEntry("recipe", "all of it")
                .containsEntry("config", "a = 2")
                .containsEntry("code-version", "0.2");
        assertThat(read(trained.texts())).isEqualTo(trained);
    }

    @Test
    void importedWeightsHaveNoSettingsToResumeUnder() {
        RunProvenance weights = RunProvenance.of(new Imported("a.pth", "f00", Optional.empty()), "a = 1", "0.1");

        assertThat(weights.texts()).doesNotContainKey("imported-recipe");
        assertThat(read(weights.texts())).isEqualTo(weights);
    }
}
