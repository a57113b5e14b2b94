package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResampleTest implements TransformContract {
    @Override
    public Transform transform() {
        return new Resample(5);
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    /** One joint of one person, at x = 10, 20, 40, 80 over time; -1 marks a frame without the person. */
    private static double[] resampled(int clipLen, double... positions) {
        double[] values = new double[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = positions[i] == -1 ? 0 : positions[i];
        }
        Tensor keypoint = new Tensor(DType.FLOAT32, new int[] {1, positions.length, 1, 1}, values);
        return new Resample(clipLen)
                .apply(new PoseSample("x", 0, positions.length, null, keypoint, null), new NumpyRandom(0))
                .keypoint()
                .values();
    }

    @Test
    void interpolatesBetweenNeighbours() {
        assertThat(resampled(7, 10, 20, 40, 80))
                .containsExactly(new double[] {10, 15, 20, 30, 40, 60, 80}, within(1e-12));
        assertThat(resampled(3, 10, 20, 40, 80)).containsExactly(new double[] {10, 30, 80}, within(1e-12));
        assertThat(resampled(4, 10, 20, 40, 80)).containsExactly(10, 20, 40, 80);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "9"})
    void repeatsTheOnlyFrame(int clipLen) {
        assertThat(resampled(clipLen, 7)).hasSize(clipLen).containsOnly(7);
    }

    @Test
    void takesTheFirstFrameForAViewOfOne() {
        assertThat(resampled(1, 10, 20)).containsExactly(10);
    }

    @Test
    void doesNotInterpolateTowardsAMissingPerson() {
        assertThat(resampled(7, 10, -1, 40, 80))
                .containsExactly(new double[] {10, 0, 0, 40, 40, 60, 80}, within(1e-12));
    }

    @Test
    void takesTheScoresOfTheNearestFrames() {
        PoseSample input = Samples.people();
        PoseSample found = transform().apply(input, new NumpyRandom(0));
        assertThat(found.keypoint().dtype()).isEqualTo(DType.FLOAT64);
        assertThat(found.totalFrames()).isEqualTo(5);
        assertThat(Samples.at(Objects.requireNonNull(found.keypointScore()), 1, 1))
                .isEqualTo(Samples.at(Objects.requireNonNull(input.keypointScore()), 1, 0));
        assertThat(Samples.at(Objects.requireNonNull(found.keypointScore()), 1, 3))
                .isEqualTo(Samples.at(Objects.requireNonNull(input.keypointScore()), 1, 1));
    }
}
