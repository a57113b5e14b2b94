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
 * Computes features from the joints of the whole clip, or of views that StretchFrames or Resample made: joints, bones,
 * and the motion of either.
 *
 * <p>Shape (M, T, V, C), C 2 or 3, to (M, T, V, features * C'), where C' is C + 1 if the sample has scores, else C.
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
     * @throws IllegalArgumentException if there is no feature, or a feature of heat maps
     */
    public GenSkeFeat {
        features = List.copyOf(features);
        if (features.isEmpty() || features.stream().anyMatch(Feature::isHeatmap)) {
            throw new IllegalArgumentException("GenSkeFeat cannot make " + features
                    + ", expected joint, bone, joint-motion or bone-motion: correct feature and features");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        check(sample);
        Tensor joints = SampleJoints.withScore(sample);
        boolean scored = sample.keypointScore() != null || SCORED_LAYOUTS.contains(layout.name());
        LastChannel lastChannel = scored && joints.size(3) == 3 ? LastChannel.SCORE : LastChannel.POSITION;
        boolean needsBones = features.contains(Feature.BONE) || features.contains(Feature.BONE_MOTION);
        Tensor bones = needsBones ? JointToBone.bones(joints, layout, lastChannel) : joints;
        // frames that are still to be selected are those of the whole clip
        int views = sample.frameInds() == null ? Math.max(1, sample.numClips()) : 1;
        List<Tensor> streams = new ArrayList<>();
        for (Feature feature : features) {
            streams.add(
                    switch (feature) {
                        case JOINT -> joints;
                        case BONE -> bones;
                        case JOINT_MOTION -> ToMotion.motion(joints, lastChannel, views);
                        case BONE_MOTION -> ToMotion.motion(bones, lastChannel, views);
                        case KEYPOINT, LIMB -> throw new IllegalStateException(feature + " is refused above");
                    });
        }
        return sample.withKeypoint(MergeSkeFeat.merged(streams), null);
    }

    private void check(PoseSample sample) {
        Tensor keypoint = sample.keypoint();
        SampleJoints.requireLayout(sample, layout);
        int channels = keypoint.size(3);
        if (channels != 2 && (channels != 3 || sample.keypointScore() != null)) {
            throw new IllegalArgumentException("clip " + sample.id() + " has " + channels + " channels "
                    + (sample.keypointScore() == null ? "and no score" : "and a score")
                    + ", expected 2, or 3 without a score");
        }
    }
}
