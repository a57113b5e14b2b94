package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PoseCanvasTest implements TransformContract {
    @Override
    public Transform transform() {
        return new PoseCanvas(80);
    }

    /** One person in two frames of two joints, four units wide and two high. */
    @Override
    public PoseSample sample() {
        Tensor joints = new Tensor(DType.FLOAT32, new int[] {1, 2, 2, 2}, new double[] {-1, 0, 3, 1, 0, 2, 1, 1});
        return new PoseSample("clip", 0, 2, null, joints, null);
    }

    @Test
    void scalesTheBoxOfTheClipToTheMiddleOfTheCanvas() {
        PoseSample found = transform().apply(sample(), new NumpyRandom(0));

        assertThat(found.keypoint().values()).containsExactly(20, 30, 60, 40, 30, 50, 40, 40);
        assertThat(found.imgShape()).isEqualTo(new ImageShape(80, 80));
    }

    @Test
    void putsAClipOfOnePointInTheMiddle() {
        Tensor joint = new Tensor(DType.FLOAT32, new int[] {1, 1, 1, 2}, new double[] {5, -7});

        PoseSample found = transform().apply(new PoseSample("clip", 0, 1, null, joint, null), new NumpyRandom(0));

        assertThat(found.keypoint().values()).containsExactly(40, 40);
    }

    @Test
    void refusesACanvasBelowTwoPixels() {
        assertThatThrownBy(() -> new PoseCanvas(0)).hasMessageContaining("size 0, expected 2 pixels or more");
    }
}
