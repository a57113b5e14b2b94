package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ScaleByBoneTest implements TransformContract {
    @Override
    public Transform transform() {
        return new ScaleByBone(new Pair(1, 20));
    }

    @Override
    public PoseSample sample() {
        return Samples.ntu();
    }

    private static PoseSample clip(int[] shape, double... values) {
        return new PoseSample("x", 0, shape[1], null, new Tensor(DType.FLOAT32, shape, values), null);
    }

    private static double[] scaled(int[] shape, double... values) {
        return new ScaleByBone(new Pair(0, 1))
                .apply(clip(shape, values), new NumpyRandom(0))
                .keypoint()
                .values();
    }

    @Test
    void dividesByTheLengthOfTheBoneInTheFirstFrame() {
        assertThat(scaled(new int[] {1, 2, 2, 2}, 1, 1, 4, 5, 10, 20, 0, 5))
                .containsExactly(0.2, 0.2, 0.8, 1, 2, 4, 0, 1);
    }

    @Test
    void measuresTheFirstPersonInTheFirstFrameThatHasIt() {
        assertThat(scaled(new int[] {1, 2, 2, 1}, 0, 0, 1, 3)).containsExactly(0, 0, 0.5, 1.5);
        assertThat(scaled(new int[] {2, 1, 2, 1}, 1, 3, 7, 8)).containsExactly(0.5, 1.5, 3.5, 4);
    }

    @Test
    void leavesAClipWithoutThatLength() {
        PoseSample blank = clip(new int[] {1, 1, 2, 2}, 0, 0, 0, 0);
        PoseSample point = clip(new int[] {1, 1, 2, 2}, 1, 2, 1, 2);
        ScaleByBone transform = new ScaleByBone(new Pair(0, 1));
        assertThat(transform.apply(blank, new NumpyRandom(0))).isSameAs(blank);
        assertThat(transform.apply(point, new NumpyRandom(0))).isSameAs(point);
    }

    @Test
    void namesAJointThatTheClipDoesNotHave() {
        assertThatThrownBy(() ->
                        new ScaleByBone(new Pair(0, 2)).apply(clip(new int[] {1, 1, 2, 1}, 1, 2), new NumpyRandom(0)))
                .hasMessage("clip x has 2 joints, ScaleByBone reads joint 2; correct its bone");
    }
}
