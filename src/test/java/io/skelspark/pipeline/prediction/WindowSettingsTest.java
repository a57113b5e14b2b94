package io.skelspark.pipeline.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.evaluate.SegmentRules;
import io.skelspark.model.predict.Windows;
import org.junit.jupiter.api.Test;

class WindowSettingsTest {
    @Test
    void areSaidAsTheOptionsThatGiveThem() {
        WindowSettings walk = new WindowSettings(new Windows(16, 8), new SegmentRules(3, 0.5, 4));

        assertThat(new PredictionSettings(walk, 1, false).windows())
                .isEqualTo("--window 16 --stride 8 --smooth 3 --threshold 0.5 --min-length 4");
        assertThat(new PredictionSettings(null, 1, false).windows()).isEqualTo("none");
    }
}
