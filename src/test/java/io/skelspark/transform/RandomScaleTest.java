package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomScaleTest implements TransformContract {
    @Override
    public Transform transform() {
        return new RandomScale(0.2);
    }

    @Override
    public PoseSample sample() {
        return Samples.withFrames(2, 3, 3, DType.FLOAT16);
    }

    @Test
    void scalesAllChannelsByOneCommonFactor() {
        double[] input = sample().keypoint().values();
        double[] found = new RandomScale(List.of(0.5), RandomScale.Factors.COMMON)
                .apply(sample(), new NumpyRandom(5))
                .keypoint()
                .values();
        double factor = 0.5 + new NumpyRandom(5).rand();
        for (int i = 0; i < input.length; i++) {
            assertThat(found[i]).isCloseTo(input[i] * factor, within(1e-12));
        }
    }

    @Test
    void refusesAmplitudesForOtherChannels() {
        assertThatThrownBy(() -> new RandomScale(List.of(0.1, 0.2), RandomScale.Factors.CHANNEL)
                        .apply(sample(), new NumpyRandom(5)))
                .hasMessageContaining("clip waves has 3 channels, RandomScale has amplitudes for 2");
        assertThatThrownBy(() -> new RandomScale(-0.1)).hasMessageContaining("expected 0 or more");
    }

    @Test
    void scalesEachChannelByOneFactorThroughoutTheClip() {
        double[] input = sample().keypoint().values();
        double[] found =
                transform().apply(sample(), new NumpyRandom(5)).keypoint().values();
        NumpyRandom draws = new NumpyRandom(5);
        for (int channel = 0; channel < 3; channel++) {
            double factor = 1 + (2 * draws.rand() - 1) * 0.2;
            assertThat(factor).isBetween(0.8, 1.2);
            for (int i = channel; i < input.length; i += 3) {
                assertThat(found[i]).isCloseTo(input[i] * factor, within(1e-12));
            }
        }
    }
}
