package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MinMaxNormalizeTest implements TransformContract {
    @Override
    public Transform transform() {
        return new MinMaxNormalize();
    }

    @Override
    public PoseSample sample() {
        return Samples.ntu();
    }

    private static double[] normalised(int[] shape, double... values) {
        Tensor keypoint = new Tensor(DType.FLOAT32, shape, values);
        return new MinMaxNormalize()
                .apply(new PoseSample("x", 0, shape[1], null, keypoint, null), new NumpyRandom(0))
                .keypoint()
                .values();
    }

    @Test
    void mapsEachAxisOfTheWholeClip() {
        assertThat(normalised(new int[] {1, 2, 2, 2}, 1, 10, 2, 20, 3, 30, 5, 50))
                .containsExactly(-1, -1, -0.5, -0.5, 0, 0, 1, 1);
        assertThat(normalised(new int[] {2, 1, 1, 3}, 1, 10, -4, 5, 20, 4)).containsExactly(-1, -1, -1, 1, 1, 1);
    }

    @Test
    void mapsAnAxisWithoutExtentToZero() {
        assertThat(normalised(new int[] {1, 1, 2, 2}, 3, 1, 3, 2)).containsExactly(0, -1, 0, 1);
        assertThat(normalised(new int[] {1, 1, 1, 3}, 3, 4, 5)).containsExactly(0, 0, 0);
    }

    @Test
    void countsAndMovesNobodyWhoIsMissing() {
        // the second person is missing in the first frame; the joint at the origin of a present one is a joint
        assertThat(normalised(new int[] {2, 2, 1, 2}, 4, 4, 8, 6, 0, 0, 6, 8))
                .containsExactly(-1, -1, 1, 0, 0, 0, 0, 1);
        assertThat(normalised(new int[] {1, 1, 3, 1}, 0, -2, 2)).containsExactly(0, -1, 1);
        assertThat(normalised(new int[] {1, 1, 2, 1}, 0, 4)).containsExactly(-1, 1);
    }

    @Test
    void leavesAClipOfZeros() {
        assertThat(normalised(new int[] {1, 2, 1, 2}, 0, 0, 0, 0)).containsOnly(0);
    }
}
