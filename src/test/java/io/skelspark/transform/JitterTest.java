package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class JitterTest implements TransformContract {
    @Override
    public Transform transform() {
        return new Jitter(0.01);
    }

    @Override
    public PoseSample sample() {
        return Samples.ntu();
    }

    @Test
    void addsNormalNumbersToWhatIsThere() {
        Tensor keypoint = new Tensor(DType.FLOAT32, new int[] {2, 2, 1, 2}, new double[] {1, 2, 0, 0, 3, 4, 0, 5});
        double[] found = new Jitter(0.5)
                .apply(new PoseSample("x", 0, 2, null, keypoint, null), new NumpyRandom(5))
                .keypoint()
                .values();
        NumpyRandom draws = new NumpyRandom(5);
        double[] expected = {1, 2, 0, 0, 3, 4, 0, 5};
        for (int i : new int[] {0, 1, 4, 5, 6, 7}) {
            expected[i] += 0.5 * draws.normal();
        }
        assertThat(found).containsExactly(expected, within(1e-15));
    }

    @Test
    void refusesANegativeDeviation() {
        assertThatThrownBy(() -> new Jitter(-1)).hasMessageContaining("expected 0 or more");
    }
}
