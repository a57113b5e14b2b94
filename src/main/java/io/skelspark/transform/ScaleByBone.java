package io.skelspark.transform;

import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;

/**
 * Divides a clip by the distance of two joints, so that people of any size are alike. The distance is that of the first
 * person, in the first frame that has this person; one of 0 leaves the clip as it is.
 *
 * <p>Shape (M, T, V, C) any width to (M, T, V, C) float64, in lengths of the bone. It scales about the origin, where
 * missing persons stay.
 *
 * @param bone the two joints
 */
public record ScaleByBone(Pair bone) implements Transform {
    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        SampleJoints.requireJoint(sample, bone.from(), "ScaleByBone", "bone");
        SampleJoints.requireJoint(sample, bone.to(), "ScaleByBone", "bone");
        int first = PersonFrames.first(keypoint);
        double length = first < 0 ? 0 : length(keypoint, first);
        if (length == 0) {
            return sample;
        }
        double[] values =
                Arrays.stream(keypoint.values()).map(value -> value / length).toArray();
        return sample.withKeypoint(new Tensor(DType.FLOAT64, keypoint.shape(), values));
    }

    private double length(Tensor keypoint, int frame) {
        int channels = keypoint.size(3);
        int begin = frame * PersonFrames.size(keypoint);
        double squares = 0;
        for (int channel = 0; channel < channels; channel++) {
            double difference = keypoint.values()[begin + bone.from() * channels + channel]
                    - keypoint.values()[begin + bone.to() * channels + channel];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
