package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalCropTest implements TransformContract {
    @Override
    public Transform transform() {
        return new TemporalCrop(0.5, 0.6, 1);
    }

    @Override
    public PoseSample sample() {
        return clip(20);
    }

    /** One joint whose position is the number of the frame. */
    private static PoseSample clip(int frames) {
        Tensor score = Samples.tensor(DType.FLOAT32, i -> i, 1, frames, 1);
        Tensor keypoint = Samples.tensor(DType.FLOAT32, i -> i, 1, frames, 1, 1);
        return new PoseSample("x", 0, frames, null, keypoint, score);
    }

    private static double[] kept(TemporalCrop crop, int frames, int seed) {
        return crop.apply(clip(frames), new NumpyRandom(seed)).keypoint().values();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0.95, 1, 0, 20",
        "100, 0.95, 1, 2, 96",
        "10, 0.5, 1, 2, 6",
        "1, 0.1, 1, 0, 1",
        "10, 0.1, 6, 2, 6",
        "4, 0.1, 9, 0, 4"
    })
    void keepsTheMiddle(int frames, double share, int leastFrames, int start, int length) {
        double[] found = kept(new TemporalCrop(share, share, leastFrames), frames, 0);
        assertThat(found).hasSize(length);
        assertThat(found[0]).isEqualTo(start);
        assertThat(found[length - 1]).isEqualTo(start + length - 1);
    }

    @Test
    void keepsADrawnPart() {
        for (int seed = 0; seed < 40; seed++) {
            NumpyRandom draws = new NumpyRandom(seed);
            int length = Math.max(12, (int) (20 * (0.5 + 0.5 * draws.rand())));
            int start = draws.randint(20 - length + 1);
            double[] found = kept(new TemporalCrop(0.5, 1, 12), 20, seed);
            assertThat(found).hasSize(length);
            assertThat(found[0]).isEqualTo(start);
            assertThat(found[length - 1]).isEqualTo(start + length - 1);
        }
        assertThat(kept(new TemporalCrop(0.1, 0.9, 1), 1, 3)).containsExactly(0);
    }

    @Test
    void cropsTheScoresAndCountsTheFrames() {
        PoseSample found = new TemporalCrop(0.5, 0.5, 1).apply(clip(8), new NumpyRandom(0));
        assertThat(found.totalFrames()).isEqualTo(4);
        assertThat(found.numClips()).isZero();
        assertThat(Arrays.copyOf(Objects.requireNonNull(found.keypointScore()).values(), 4))
                .containsExactly(2, 3, 4, 5);
    }

    @Test
    void refusesSharesOutsideOfTheClip() {
        assertThatThrownBy(() -> new TemporalCrop(0, 1, 1)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new TemporalCrop(0.9, 0.5, 1)).hasMessageContaining("smaller first");
        assertThatThrownBy(() -> new TemporalCrop(0.5, 1.5, 1)).hasMessageContaining("up to 1");
        assertThatThrownBy(() -> new TemporalCrop(0.5, 1, 0)).hasMessageContaining("at least 1 frame");
    }
}
