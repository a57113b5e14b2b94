package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Sides;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenSkeFeatTest implements TransformContract {
    private static final NumpyRandom RANDOM = new NumpyRandom(0);
    private static final Layout COCO = LayoutConfig.load("coco");

    @Override
    public Transform transform() {
        return new GenSkeFeat(COCO, List.of(Feature.JOINT, Feature.BONE, Feature.JOINT_MOTION, Feature.BONE_MOTION));
    }

    @Override
    public PoseSample sample() {
        return Samples.coco();
    }

    private static Tensor feature(Feature feature) {
        return Pipeline.of(PreNormalize2D.fix(), new GenSkeFeat(COCO, List.of(feature)))
                .apply(Samples.coco(), RANDOM)
                .keypoint();
    }

    private static void assertJointFive(Tensor found, double... expected) {
        assertThat(Samples.at(found, 0, 0, 5)).containsExactly(expected, within(5e-9));
    }

    @Test
    void matchesTheTableOfTheReference() {
        assertJointFive(feature(Feature.JOINT), 0.13122559, -0.34155273, 0.60009766);
        assertJointFive(feature(Feature.BONE), 0.19372559, 0.1027832, 0.54980469);
        assertJointFive(feature(Feature.JOINT_MOTION), 0.0020752, -0.00439453, 0.60009766);
        assertJointFive(feature(Feature.BONE_MOTION), 0.00048828, 0, 0.54980469);
    }

    @Test
    void endsMotionsWithZeros() {
        assertThat(Samples.at(feature(Feature.JOINT_MOTION), 0, 2, 5)).containsOnly(0);
        assertThat(Samples.at(feature(Feature.BONE_MOTION), 0, 2, 5)).containsOnly(0);
    }

    @Test
    void givesZeroMotionForOneFrame() {
        PoseSample input = Samples.withFrames(2, 1, 2, DType.FLOAT16);
        PoseSample found = new GenSkeFeat(COCO, List.of(Feature.JOINT_MOTION)).apply(input, RANDOM);
        assertThat(found.keypoint().shape()).containsExactly(2, 1, 17, 2);
        assertThat(found.keypoint().values()).containsOnly(0);
    }

    @Test
    void keepsMotionsOfDifferentPersonsApart() {
        PoseSample input = Samples.withFrames(2, 2, 2, DType.FLOAT64);
        Tensor found = new GenSkeFeat(COCO, List.of(Feature.JOINT_MOTION))
                .apply(input, RANDOM)
                .keypoint();
        assertThat(Samples.at(found, 0, 1, 3)).containsOnly(0);
        assertThat(Samples.at(found, 1, 0, 3)[0])
                .isEqualTo(Samples.at(input.keypoint(), 1, 1, 3)[0] - Samples.at(input.keypoint(), 1, 0, 3)[0]);
    }

    @Test
    void keepsMotionWithinTheViewsThatWereSampled() {
        PoseSample clip = Samples.withFrames(1, 6, 2, DType.FLOAT64);
        Pipeline views = Pipeline.of(UniformSampleFrames.test(3, 4), new PoseDecode());
        GenSkeFeat motion = new GenSkeFeat(COCO, List.of(Feature.JOINT_MOTION));
        Tensor found = motion.apply(views.apply(clip, RANDOM), RANDOM).keypoint();
        for (int frame = 0; frame < 12; frame++) {
            assertThat(Samples.at(found, 0, frame, 5)[0] == 0)
                    .as("frame " + frame)
                    .isEqualTo(frame % 3 == 2);
        }
        assertThatThrownBy(() -> motion.apply(UniformSampleFrames.test(3, 4).apply(clip, RANDOM), RANDOM))
                .hasMessageContaining("clip waves has sampled frames that are not selected yet")
                .hasMessageContaining("after PoseDecode");
    }

    @Test
    void makesBonesOfHigherOrder() {
        PoseSample input = Samples.ntu();
        Layout layout = LayoutConfig.load("nturgb+d");
        double[] hand = Samples.at(input.keypoint(), 1, 2, 7);
        int[] inwards = {7, 6, 5, 4, 20};
        Feature[] features = {Feature.JOINT, Feature.BONE, Feature.BONE_2, Feature.BONE_3, Feature.BONE_4};
        for (int order = 1; order <= 4; order++) {
            Tensor found = new GenSkeFeat(layout, List.of(features[order]))
                    .apply(input, RANDOM)
                    .keypoint();
            double[] origin = Samples.at(input.keypoint(), 1, 2, inwards[order]);
            assertThat(Samples.at(found, 1, 2, 7))
                    .containsExactly(
                            DType.FLOAT16.round(hand[0] - origin[0]),
                            DType.FLOAT16.round(hand[1] - origin[1]),
                            DType.FLOAT16.round(hand[2] - origin[2]));
            assertThat(Samples.at(found, 0, 0, 20)).as("the root").containsOnly(0);
        }
        Tensor motion = new GenSkeFeat(layout, List.of(Feature.BONE_2_MOTION))
                .apply(input, RANDOM)
                .keypoint();
        Tensor bones = new GenSkeFeat(layout, List.of(Feature.BONE_2))
                .apply(input, RANDOM)
                .keypoint();
        assertThat(Samples.at(motion, 1, 0, 7)[1])
                .isCloseTo(Samples.at(bones, 1, 1, 7)[1] - Samples.at(bones, 1, 0, 7)[1], within(1e-6));
    }

    @Test
    void makesTheDistancesOfJoints() {
        Layout three =
                new Layout("three", List.of("a", "b", "c"), 0, List.of(), List.of(), Sides.NONE, List.of(), Sides.NONE);
        double[] values = {0, 0, 0, 3, 4, 0, 3, 4, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        Tensor joints = new Tensor(DType.FLOAT16, new int[] {1, 2, 3, 3}, values);
        PoseSample found = new GenSkeFeat(three, List.of(Feature.DISTANCE))
                .apply(new PoseSample("x", 0, 2, null, joints, null), RANDOM);
        assertThat(found.keypoint().shape()).containsExactly(1, 2, 3, 3);
        assertThat(found.keypoint().values()).containsExactly(0, 5, 13, 5, 0, 12, 13, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void doesNotCountScoresAsDistance() {
        Tensor found = feature(Feature.DISTANCE);
        assertThat(found.shape()).containsExactly(1, 3, 17, 17);
        Tensor joints = feature(Feature.JOINT);
        double[] one = Samples.at(joints, 0, 1, 2);
        double[] other = Samples.at(joints, 0, 1, 9);
        assertThat(Samples.at(found, 0, 1, 2)[9])
                .isCloseTo(Math.hypot(one[0] - other[0], one[1] - other[1]), within(1e-6));
        assertThatThrownBy(() -> new GenSkeFeat(COCO, List.of(Feature.JOINT, Feature.DISTANCE)))
                .hasMessageContaining("expected it alone");
    }

    @Test
    void mergesTheFeaturesInTheGivenOrder() {
        PoseSample found = new GenSkeFeat(COCO, List.of(Feature.BONE, Feature.JOINT)).apply(Samples.coco(), RANDOM);
        assertThat(found.keypoint().shape()).containsExactly(1, 3, 17, 6);
        assertThat(found.keypoint().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(found.keypointScore()).isNull();
        assertThat(Samples.at(found.keypoint(), 0, 0, 0)[3])
                .isEqualTo(Samples.coco().keypoint().values()[0]);
    }

    @Test
    void subtractsTheThirdCoordinateOfPositionsInSpace() {
        Layout ntu = LayoutConfig.load("nturgb+d");
        PoseSample input = Samples.ntu();
        Tensor found =
                new GenSkeFeat(ntu, List.of(Feature.BONE)).apply(input, RANDOM).keypoint();
        double[] head = Samples.at(input.keypoint(), 0, 0, 3);
        double[] neck = Samples.at(input.keypoint(), 0, 0, 2);
        assertThat(Samples.at(found, 0, 0, 3)[2]).isEqualTo(DType.FLOAT16.round(head[2] - neck[2]));
    }

    @Test
    void refusesALayoutThatDoesNotFit() {
        assertThatThrownBy(() -> new GenSkeFeat(LayoutConfig.load("jhmdb"), List.of(Feature.JOINT))
                        .apply(Samples.coco(), RANDOM))
                .hasMessageContaining("coco has 17 joints, layout jhmdb has 15");
    }
}
