package io.skelspark.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.config.LayoutConfig;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
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
