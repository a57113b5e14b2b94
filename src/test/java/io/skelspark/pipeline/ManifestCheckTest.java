package io.skelspark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.config.ConfigError;
import io.skelspark.config.DatasetConfig;
import io.skelspark.config.RunConfig;
import io.skelspark.prepared.Manifest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestCheckTest {
    private static final RunConfig CONFIG = RunConfig.load("jobs/sample.conf", List.of("dataset.path=sets/own"));

    /** Returns the manifest of twelve clips, some of which have scores. */
    private static Manifest manifest(long scored) {
        DatasetConfig dataset = CONFIG.dataset();
        List<Long> perClass = Collections.nCopies(dataset.classes().size(), 1L);
        return new Manifest(
                new Manifest.Contents(
                        dataset.name(),
                        dataset.layout(),
                        2,
                        1,
                        scored,
                        12,
                        dataset.classes().stream()
                                .map(name -> new Manifest.ClassCount(name, 4))
                                .toList(),
                        dataset.splits().names().stream()
                                .map(name -> new Manifest.SplitCount(name, perClass.size(), perClass))
                                .toList(),
                        12,
                        "d",
                        List.of()),
                new Manifest.Quality(16, 1, List.of(), List.of()),
                new Manifest.Rejections(0, List.of(), List.of()),
                new Manifest.Origin(new Manifest.SourceSummary("made up", 1, "00"), "unknown", Map.of()),
                new Manifest.Files("clips", "rejected", List.of(), "2026-01-01T00:00:00Z"));
    }

    @Test
    void saysHowTheClipsDifferFromTheInputOfTheNetwork() {
        assertThat(ManifestCheck.differences(CONFIG, manifest(12))).isEmpty();
        assertThat(ManifestCheck.differences(CONFIG, manifest(0)))
                .containsExactly("model.in-channels is 3 in the settings and 2 in the set");
        assertThat(ManifestCheck.differences(CONFIG, manifest(11)))
                .singleElement()
                .asString()
                .startsWith("11 of the 12 clips of set sample have keypoint scores");
    }

    @Test
    void refusesASetThatDoesNotFitByTheSettings() {
        assertThatThrownBy(() -> ManifestCheck.check(CONFIG, manifest(11)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContainingAll("do not fit the prepared set sets/own: 11 of the 12 clips", "scores of 1");
    }
}
