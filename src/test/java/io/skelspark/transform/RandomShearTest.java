package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RandomShearTest implements TransformContract {
    @Override
    public Transform transform() {
        return new RandomShear(0.5);
    }

    @Override
    public PoseSample sample() {
        return Samples.ntu();
    }

    private double[] sheared(double... joint) {
        Tensor keypoint = new Tensor(DType.FLOAT32, new int[] {1, 1, 1, joint.length}, joint);
        return transform()
                .apply(new PoseSample("x", 0, 1, null, keypoint, null), new NumpyRandom(6))
                .keypoint()
                .values();
    }

    @Test
    void addsDrawnSharesOfTheOtherCoordinates() {
        NumpyRandom draws = new NumpyRandom(6);
        double[] shares = new double[6];
        for (int i = 0; i < 6; i++) {
            shares[i] = draws.rand() - 0.5;
        }
        double[] space = {
            1 + shares[0] * 2 + shares[1] * 4, 2 + shares[2] * 1 + shares[3] * 4, 4 + shares[4] * 1 + shares[5] * 2
        };
        assertThat(sheared(1, 2, 4)).containsExactly(space, within(1e-12));
        assertThat(sheared(1, 2)).containsExactly(new double[] {1 + shares[0] * 2, 2 + shares[1]}, within(1e-12));
    }

    @Test
    void leavesMissingPeopleAtZero() {
        double[] found =
                transform().apply(sample(), new NumpyRandom(3)).keypoint().values();
        for (int i = 75; i < 150; i++) {
            assertThat(found[i]).isZero();
        }
    }

    @Test
    void refusesFourCoordinatesAndANegativeAmplitude() {
        assertThatThrownBy(() -> sheared(1)).hasMessageContaining("clip x has 1 channels");
        assertThatThrownBy(() -> new RandomShear(-1)).hasMessageContaining("expected 0 or more");
    }
}
