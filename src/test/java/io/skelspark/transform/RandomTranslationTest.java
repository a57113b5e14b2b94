package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RandomTranslationTest implements TransformContract {
    @Override
    public Transform transform() {
        return new RandomTranslation(0.2);
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    @Test
    void movesAllThatIsThereByOneDrawForEachAxis() {
        // one joint of two people; the second is missing in the second frame
        Tensor keypoint = new Tensor(DType.FLOAT32, new int[] {2, 2, 1, 2}, new double[] {1, 2, 3, 4, 5, 0, 0, 0});
        double[] found = transform()
                .apply(new PoseSample("x", 0, 2, null, keypoint, null), new NumpyRandom(8))
                .keypoint()
                .values();
        NumpyRandom draws = new NumpyRandom(8);
        double x = 0.4 * draws.rand() - 0.2;
        double y = 0.4 * draws.rand() - 0.2;
        assertThat(found).containsExactly(new double[] {1 + x, 2 + y, 3 + x, 4 + y, 5 + x, y, 0, 0}, within(1e-12));
    }

    @Test
    void refusesANegativeDistance() {
        assertThatThrownBy(() -> new RandomTranslation(-0.1)).hasMessageContaining("expected 0 or more");
    }
}
