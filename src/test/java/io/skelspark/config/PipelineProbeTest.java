package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineProbeTest {
    @Test
    void aTransformThatDoesNotFitTheClipsIsToldBeforeAnythingIsRead() {
        List<String> turned = List.of("augment=[{ type = RandomView, axes = [y, x], degrees = [-60, 60] }]");
        assertThatThrownBy(() -> RunConfig.load("jobs/sample.conf", turned))
                .isInstanceOf(ConfigError.class)
                .hasMessageStartingWith("pipeline.train (")
                .hasMessageContaining("does not fit clips of 2 people, 17 joints and 2 coordinates")
                .hasMessageContaining("axes = [z]");
    }

    @Test
    void pixelsAreNotTakenOfJointsInSpace() {
        List<String> space = List.of("dataset.layout=nturgb+d", "dataset.dimensions=3");
        assertThatThrownBy(() -> RunConfig.load("jobs/sample.conf", space))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("PreNormalize2D in pipeline.train")
                .hasMessageContaining("dataset.dimensions is 3");
    }
}
