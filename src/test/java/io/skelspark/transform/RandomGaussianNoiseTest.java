package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.RandomGaussianNoise.Base;
import io.skelspark.transform.RandomGaussianNoise.Draws;
import org.junit.jupiter.api.Test;

class RandomGaussianNoiseTest implements TransformContract {
    @Override
    public Transform transform() {
        return new RandomGaussianNoise(0.1, Base.VIDEO, Draws.SHARED);
    }

    @Override
    public PoseSample sample() {
        return Samples.ntu();
    }

    /** Two frames of two joints: a body of size 5, then one of size 10. */
    private static final Tensor BODY =
            new Tensor(DType.FLOAT32, new int[] {1, 2, 2, 2}, new double[] {1, 1, 4, 5, 1, 1, 7, 9});

    private static double[] moved(Base base, Draws draws, double[] shares, double... directions) {
        return new RandomGaussianNoise(0.5, base, draws)
                .moved(BODY, shares, directions)
                .values();
    }

    @Test
    void movesAlongTheDirectionByAShareOfTheSize() {
        double[] shares = {1, 0, -1, 2};
        double[] directions = {2, 1, 0, 3, 0, 1, 5, 4};
        assertThat(moved(Base.FRAME, Draws.FRAME, shares, directions))
                .containsExactly(new double[] {3.5, 1, 4, 5, 1, -4, 13, 17}, within(1e-12));
        assertThat(moved(Base.VIDEO, Draws.FRAME, shares, directions))
                .containsExactly(new double[] {6, 1, 4, 5, 1, -4, 13, 17}, within(1e-12));
    }

    @Test
    void sharesDrawsOverTheClip() {
        assertThat(moved(Base.VIDEO, Draws.SHARED, new double[] {1, 0}, 0, 1, 1, 0))
                .containsExactly(new double[] {1, 6, 4, 5, 1, 6, 7, 9}, within(1e-12));
    }

    @Test
    void leavesMissingPeopleAtZero() {
        double[] found =
                transform().apply(sample(), new NumpyRandom(3)).keypoint().values();
        for (int i = 75; i < 150; i++) {
            assertThat(found[i]).isZero();
        }
        PoseSample blank = new PoseSample("x", 0, 1, null, Tensor.zeros(DType.FLOAT16, 1, 1, 17, 3), null);
        assertThat(transform().apply(blank, new NumpyRandom(0)).keypoint().values())
                .containsOnly(0);
    }

    @Test
    void refusesSharedDrawsForSizesOfFrames() {
        assertThatThrownBy(() -> new RandomGaussianNoise(0.1, Base.FRAME, Draws.SHARED))
                .hasMessageContaining("expected base = video");
        assertThatThrownBy(() -> new RandomGaussianNoise(-1, Base.VIDEO, Draws.SHARED))
                .hasMessageContaining("expected 0 or more");
    }
}
