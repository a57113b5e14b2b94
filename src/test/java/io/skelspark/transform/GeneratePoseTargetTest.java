package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import io.skelspark.transform.GeneratePoseTarget.Copies;
import io.skelspark.transform.GeneratePoseTarget.Peaks;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GeneratePoseTargetTest implements TransformContract {
    @Override
    public Transform transform() {
        return target(Feature.LIMB, 1, Peaks.SCORE, Copies.DOUBLE);
    }

    @Override
    public PoseSample sample() {
        return Samples.people();
    }

    private static final Layout COCO = LayoutConfig.load("coco");

    private static GeneratePoseTarget target(Feature feature, double scaling, Peaks peaks, Copies copies) {
        return new GeneratePoseTarget(COCO, feature, 0.6, scaling, peaks, copies);
    }

    private static PoseSample apply(GeneratePoseTarget target, PoseSample sample) {
        return target.apply(sample, new NumpyRandom(0));
    }

    @Test
    void drawsAMapForEachJointOrLimbOfAFrame() {
        PoseSample joints = apply(target(Feature.KEYPOINT, 1, Peaks.SCORE, Copies.ORIGINAL), sample());
        assertThat(joints.input().shape()).containsExactly(2, 17, 40, 48);
        PoseSample limbs = apply(target(Feature.LIMB, 0.5, Peaks.SCORE, Copies.DOUBLE), sample());
        assertThat(limbs.input().shape()).containsExactly(4, 17, 20, 24);
    }

    @Test
    void takesMissingScoresAsOne() {
        PoseSample unscored = sample().withKeypoint(sample().keypoint(), null);
        float[] given = Samples.drawn(apply(target(Feature.KEYPOINT, 1, Peaks.SCORE, Copies.ORIGINAL), unscored)
                .input());
        float[] ones = Samples.drawn(apply(target(Feature.KEYPOINT, 1, Peaks.ONE, Copies.ORIGINAL), sample())
                .input());
        assertThat(given).isEqualTo(ones);
    }

    @Test
    void leavesNoMarkBelowTheLeastScore() {
        Tensor keypoint = Samples.tensor(DType.FLOAT32, i -> 5 + i, 1, 1, 17, 2);
        Tensor score = Samples.tensor(DType.FLOAT32, i -> i < 9 ? 0.0005 : 0.0015, 1, 1, 17);
        PoseSample faint = new PoseSample("faint", 0, 1, sample().imgShape(), keypoint, score);
        GeneratePoseTarget all = target(Feature.KEYPOINT, 1, Peaks.SCORE, Copies.ORIGINAL);
        GeneratePoseTarget bright =
                new GeneratePoseTarget(COCO, Feature.KEYPOINT, 0.6, 1, Peaks.SCORE, Copies.ORIGINAL, 0.001);
        float[] marks = Samples.drawn(apply(all, faint).input());
        float[] left = Samples.drawn(apply(bright, faint).input());
        int half = 9 * 40 * 48;
        assertThat(Arrays.copyOfRange(marks, 0, half)).contains(0.0005f);
        assertThat(Arrays.copyOfRange(left, 0, half)).containsOnly(0);
        assertThat(Arrays.copyOfRange(left, half, left.length))
                .isEqualTo(Arrays.copyOfRange(marks, half, marks.length));
        GeneratePoseTarget limbs =
                new GeneratePoseTarget(COCO, Feature.LIMB, 0.6, 1, Peaks.SCORE, Copies.ORIGINAL, 0.001);
        assertThat(Samples.drawn(apply(limbs, faint.withKeypoint(keypoint, Tensor.zeros(DType.FLOAT32, 1, 1, 17)))
                        .input()))
                .containsOnly(0);
        assertThatThrownBy(() -> new GeneratePoseTarget(COCO, Feature.LIMB, 0.6, 1, Peaks.SCORE, Copies.ORIGINAL, 0))
                .hasMessageContaining("least-score is 0.0");
    }

    @Test
    void scalesJointsWithTheirMaps() {
        GeneratePoseTarget half = target(Feature.KEYPOINT, 0.5, Peaks.SCORE, Copies.ORIGINAL);
        PoseSample halved = Resize.to(24, 20).apply(sample(), new NumpyRandom(0));
        float[] expected = Samples.drawn(apply(target(Feature.KEYPOINT, 1, Peaks.SCORE, Copies.ORIGINAL), halved)
                .input());
        assertThat(Samples.drawn(apply(half, sample()).input())).isEqualTo(expected);
    }

    @Test
    void refusesFeaturesOfOtherNetworks() {
        assertThatThrownBy(() -> target(Feature.BONE, 1, Peaks.ONE, Copies.ORIGINAL))
                .hasMessageContaining("cannot draw bone, expected keypoint or limb");
        PoseSample space = Samples.withFrames(1, 2, 3, DType.FLOAT16);
        assertThatThrownBy(() -> transform().apply(space, new NumpyRandom(0)))
                .hasMessageContaining("only 2D joints lie in an image");
        PoseSample fewer = sample().withKeypoint(Tensor.zeros(DType.FLOAT32, 1, 1, 5, 2), null);
        assertThatThrownBy(() -> transform().apply(fewer, new NumpyRandom(0)))
                .hasMessageContaining("5 joints, layout coco has 17");
    }
}
