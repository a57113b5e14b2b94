package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CenterJointTest implements TransformContract {
    @Override
    public Transform transform() {
        return new CenterJoint(1);
    }

    @Override
    public PoseSample sample() {
        return Samples.ntu();
    }

    private static double[] centred(int joint, int[] shape, double... values) {
        Tensor keypoint = new Tensor(DType.FLOAT32, shape, values);
        return new CenterJoint(joint)
                .apply(new PoseSample("x", 0, shape[1], null, keypoint, null), new NumpyRandom(0))
                .keypoint()
                .values();
    }

    @Test
    void movesTheWholeClipByOneJointOfTheFirstFrame() {
        int[] oneJointPair = {1, 2, 2, 3};
        assertThat(centred(1, oneJointPair, 5, 7, 9, 1, 2, 3, 4, 4, 4, 3, 3, 3))
                .containsExactly(4, 5, 6, 0, 0, 0, 3, 2, 1, 2, 1, 0);
    }

    @Test
    void centresBothPeopleOnTheFirstOne() {
        assertThat(centred(0, new int[] {2, 1, 1, 2}, 1, 2, 5, 9)).containsExactly(0, 0, 4, 7);
    }

    @Test
    void takesTheFirstFrameThatHasSomebody() {
        assertThat(centred(0, new int[] {1, 3, 1, 2}, 0, 0, 3, 4, 5, 5)).containsExactly(0, 0, 0, 0, 2, 1);
        assertThat(centred(0, new int[] {2, 1, 1, 2}, 0, 0, 3, 4)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void leavesMissingPeopleAndJoints() {
        assertThat(centred(0, new int[] {2, 1, 2, 2}, 1, 1, 0, 0, 0, 0, 0, 0)).containsOnly(0);
        assertThat(centred(0, new int[] {1, 1, 2, 2}, 0, 3, 0, 0)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void leavesAClipWithoutPeople() {
        PoseSample blank = new PoseSample("x", 0, 1, null, Tensor.zeros(DType.FLOAT16, 1, 1, 17, 3), null);
        assertThat(transform().apply(blank, new NumpyRandom(0))).isSameAs(blank);
    }

    @Test
    void namesAJointThatTheClipDoesNotHave() {
        PoseSample waves = Samples.withFrames(1, 1, 3, DType.FLOAT32);
        assertThatThrownBy(() -> new CenterJoint(17).apply(waves, new NumpyRandom(0)))
                .hasMessage("clip waves has 17 joints, CenterJoint reads joint 17; correct its joint");
    }
}
