package io.skelspark.transform;

import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Computes features from the joints of the whole clip, or of views that StretchFrames or Resample made: joints, bones
 * of any order, the motion of either, and the distances of joints.
 *
 * <p>Shape (M, T, V, C), C 2 or 3, to (M, T, V, features * C'), where C' is C + 1 if the sample has scores, else C; for
 * distances C' is V.
 *
 * <p>The sample decides whether the third channel is a confidence. 2D joints with {@code keypointScore} get the score as
 * their third channel. Joints with three channels and no score are positions in space, except in the layouts {@code coco}
 * and {@code openpose}, whose third channel the reference always reads as a confidence. Bones and motions subtract
 * positions and average confidences.
 *
 * @param layout gives the bones
 * @param features the features, in the order of the channels
 * @source MMAction2 1.2, GenSkeFeat. Departure: the reference refuses scores for nturgb+d by name; here the number of
 *     joints is checked against the layout instead
 */
public record GenSkeFeat(Layout layout, List<Feature> features) implements Transform {
    private static final Set<String> SCORED_LAYOUTS = Set.of("coco", "openpose");

    /**
     * Copies the features and checks them.
     *
     * @throws IllegalArgumentException if there is no feature, a feature of heat maps, or distances beside others
     */
    public GenSkeFeat {
        features = List.copyOf(features);
        if (features.isEmpty() || features.stream().anyMatch(Feature::isHeatmap)) {
            throw new IllegalArgumentException(
                    "GenSkeFeat cannot make " + features
                            + ", expected a feature of joints such as joint, bone or joint-motion: correct feature and features");
        }
        if (features.size() > 1 && features.contains(Feature.DISTANCE)) {
            throw new IllegalArgumentException(
                    "GenSkeFeat makes distance beside " + features + ", expected it alone: it has other channels");
        }
    }

    /** Returns whether the third value of a joint counts as a score in a layout, whatever it is. */
    public static boolean takesScores(Layout layout) {
        return SCORED_LAYOUTS.contains(layout.name());
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        check(sample);
        Tensor joints = SampleJoints.withScore(sample);
        boolean scored = sample.keypointScore() != null || takesScores(layout);
        LastChannel lastChannel = scored && joints.size(3) == 3 ? LastChannel.SCORE : LastChannel.POSITION;
        int views = Math.max(1, sample.numClips());
        List<Tensor> streams = new ArrayList<>();
        for (Feature feature : features) {
            streams.add(stream(feature, joints, lastChannel, views));
        }
        return sample.withKeypoint(MergeSkeFeat.merged(streams), null);
    }

    private Tensor stream(Feature feature, Tensor joints, LastChannel lastChannel, int views) {
        if (feature == Feature.DISTANCE) {
            return JointDistance.distances(joints, lastChannel);
        }
        Tensor still =
                feature.order() == 0 ? joints : JointToBone.bones(joints, layout.bones(feature.order()), lastChannel);
        return feature.isMotion() ? ToMotion.motion(still, lastChannel, views) : still;
    }

    private void check(PoseSample sample) {
        Tensor keypoint = sample.keypoint();
        int[] sampled = sample.frameInds();
        if (sampled != null && sampled.length != keypoint.size(1)) {
            throw new IllegalArgumentException(
                    "clip " + sample.id() + " has sampled frames that are not selected yet,"
                            + " GenSkeFeat expected the clip or the view: move it before UniformSampleFrames, or after PoseDecode");
        }
        SampleJoints.requireLayout(sample, layout);
        int channels = keypoint.size(3);
        if (channels != 2 && (channels != 3 || sample.keypointScore() != null)) {
            throw new IllegalArgumentException("clip " + sample.id() + " has " + channels + " channels "
                    + (sample.keypointScore() == null ? "and no score" : "and a score")
                    + ", expected 2, or 3 without a score");
        }
    }
}
