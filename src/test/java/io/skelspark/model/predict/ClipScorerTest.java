package io.skelspark.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.SkeletonSource;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class ClipScorerTest {
    private static RunConfig config(int viewsPerBatch) {
        return RunConfig.load("jobs/sample.conf", List.of("test-clips=5", "evaluate.views-per-batch=" + viewsPerBatch));
    }

    private static float[] scores(RunConfig config, PoseSample sample) {
        try (ClipScorer scorer =
                config.clipScorer(ClipAverage.PROB, config.network().initialise(3))) {
            return scorer.scores(sample);
        }
    }

    @Test
    void givesTheSameBitsHoweverManyViewsAreInMemory() throws IOException {
        Configuration hadoop = new Configuration();
        SkeletonSource source = config(5).dataset().source();
        PoseSample sample =
                ((Annotation) source.read(source.files(hadoop).get(0), hadoop).next()).sample();
        float[] together = scores(config(5), sample);
        assertThat(together).hasSize(3);
        assertThat(scores(config(2), sample)).isEqualTo(together);
        assertThat(scores(config(1), sample)).isEqualTo(together);
        assertThat(scores(config(100), sample)).isEqualTo(together);
    }

    @Test
    void needsRoomForOneView() {
        assertThatThrownBy(() -> config(0))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("evaluate.views-per-batch (command line) is 0, expected an integer, 1 to 1000");
    }
}
