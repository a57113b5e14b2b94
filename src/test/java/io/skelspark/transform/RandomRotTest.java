package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomRotTest implements TransformContract {
    @Override
    public Transform transform() {
        return new RandomRot(0.3);
    }

    @Override
    public PoseSample sample() {
        return Samples.withFrames(2, 3, 3, DType.FLOAT16);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void keepsDistancesAndTheOrigin(int channels) {
        PoseSample input = Samples.withFrames(1, 2, channels, DType.FLOAT64);
        Tensor found = transform().apply(input, new NumpyRandom(3)).keypoint();
        for (int joint = 0; joint < 17; joint++) {
            assertThat(length(Samples.at(found, 0, 1, joint)))
                    .isCloseTo(length(Samples.at(input.keypoint(), 0, 1, joint)), within(1e-12));
        }
        assertThat(found.values()).isNotEqualTo(input.keypoint().values());
    }

    @Test
    void turnsInThePlaneByTheDrawnAngle() {
        Tensor keypoint = new Tensor(DType.FLOAT64, new int[] {1, 1, 1, 2}, new double[] {1, 0});
        double[] found = transform()
                .apply(new PoseSample("x", 0, 1, null, keypoint, null), new NumpyRandom(3))
                .keypoint()
                .values();
        assertThat(Math.atan2(found[1], found[0])).isCloseTo(0.3 * (2 * new NumpyRandom(3).rand() - 1), within(1e-12));
    }

    @Test
    void turnsInSpaceAboutXThenYThenZ() {
        Tensor keypoint = new Tensor(DType.FLOAT64, new int[] {1, 1, 1, 3}, new double[] {0.5, -1, 2});
        double[] found = transform()
                .apply(new PoseSample("x", 0, 1, null, keypoint, null), new NumpyRandom(9))
                .keypoint()
                .values();
        NumpyRandom draws = new NumpyRandom(9);
        double[] expected = {0.5, -1, 2};
        for (int axis = 0; axis < 3; axis++) {
            double angle = draws.uniform(-0.3, 0.3);
            int first = (axis + 1) % 3;
            int second = (axis + 2) % 3;
            double turned = Math.cos(angle) * expected[first] + Math.sin(angle) * expected[second];
            expected[second] = Math.cos(angle) * expected[second] - Math.sin(angle) * expected[first];
            expected[first] = turned;
        }
        assertThat(found).containsExactly(expected, within(1e-12));
    }

    @Test
    void leavesAClipWithoutJointsUnchanged() {
        PoseSample input = new PoseSample("x", 0, 1, null, Tensor.zeros(DType.FLOAT16, 1, 1, 17, 3), null);
        assertThat(transform().apply(input, new NumpyRandom(0))).isSameAs(input);
    }

    private static double length(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
