package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PoseCompactTest implements TransformContract {
    @Override
    public Transform transform() {
        return new PoseCompact(0.25, 10, new PoseCompact.Ratio(1, 1), PoseCompact.BoxLimit.PADDED);
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    private static PoseSample points(double... places) {
        Tensor keypoint = new Tensor(DType.FLOAT32, new int[] {1, 1, places.length / 2, 2}, places);
        return new PoseSample("points", 0, 1, new ImageShape(50, 60), keypoint, null);
    }

    private static PoseSample compact(PoseSample sample, PoseCompact.BoxLimit bounds) {
        return new PoseCompact(0.25, 10, null, bounds).apply(sample, new NumpyRandom(0));
    }

    @Test
    void shiftsJointsIntoThePaddedBox() {
        PoseSample found = compact(points(10, 5, 30, 25, 0, 0), PoseCompact.BoxLimit.PADDED);
        assertThat(found.imgShape()).isEqualTo(new ImageShape(27 - 2, 32 - 7));
        assertThat(found.keypoint().values()).containsExactly(3, 3, 23, 23, 0, 0);
    }

    @Test
    void cutsTheBoxAtTheBorderOfTheImage() {
        PoseSample found = compact(points(1, 5, 59, 45), PoseCompact.BoxLimit.IMAGE);
        assertThat(found.imgShape()).isEqualTo(new ImageShape(50, 60));
        assertThat(found.keypoint().values()).containsExactly(1, 5, 59, 45);
    }

    @Test
    void changesOnlyNaNIfTheBoxIsTooSmall() {
        PoseSample found = compact(points(10, 5, 19, 45, Double.NaN, 3), PoseCompact.BoxLimit.PADDED);
        assertThat(found.imgShape()).isEqualTo(new ImageShape(50, 60));
        assertThat(found.keypoint().values()).containsExactly(10, 5, 19, 45, 0, 3);
    }

    @Test
    void leavesASampleWithoutPeopleUnchanged() {
        PoseSample nobody = new PoseSample("nobody", 0, 1, null, Tensor.zeros(DType.FLOAT32, 0, 1, 2, 2), null);
        assertThat(compact(nobody, PoseCompact.BoxLimit.PADDED).imgShape()).isNull();
        assertThat(compact(points(0, 0, 0, 0), PoseCompact.BoxLimit.PADDED)
                        .keypoint()
                        .values())
                .containsOnly(0);
    }

    @Test
    void ignoresNaNForTheBordersOfTheBox() {
        PoseSample found = compact(points(10, 5, 30, 25, Double.NaN, Double.NaN), PoseCompact.BoxLimit.PADDED);
        assertThat(found.keypoint().values()).containsExactly(3, 3, 23, 23, 0, 0);
    }

    @Test
    void refusesJointsInSpace() {
        PoseSample space = Samples.withFrames(1, 2, 3, DType.FLOAT16);
        assertThatThrownBy(() -> transform().apply(space, new NumpyRandom(0)))
                .hasMessageContaining("waves")
                .hasMessageContaining("only 2D joints lie in an image");
    }
}
