package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;

/**
 * Moves a joint of the first frame to the origin, and the whole clip with it. The joint is that of the first person, in
 * the first frame that has this person. Joints at exactly 0 in all coordinates are missing and stay there.
 *
 * <p>Shape (M, T, V, C) any width to (M, T, V, C) float64; the unit of length stays.
 *
 * @param joint index of the joint
 * @source CTR-GCN, feeders/feeder_ucla.py, which has no missing joints; they stay as in PreNormalize3D
 */
public record CenterJoint(int joint) implements Transform {
    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        SampleJoints.requireJoint(sample, joint, "CenterJoint", "joint");
        int first = PersonFrames.first(keypoint);
        if (first < 0) {
            return sample;
        }
        int channels = keypoint.size(3);
        int begin = first * PersonFrames.size(keypoint) + joint * channels;
        double[] centre = Arrays.copyOfRange(keypoint.values(), begin, begin + channels);
        double[] values = keypoint.values().clone();
        for (int i = 0; i < values.length; i += channels) {
            if (!isMissing(values, i, channels)) {
                for (int channel = 0; channel < channels; channel++) {
                    values[i + channel] -= centre[channel];
                }
            }
        }
        return sample.withKeypoint(new Tensor(DType.FLOAT64, keypoint.shape(), values));
    }

    private static boolean isMissing(double[] values, int begin, int channels) {
        for (int i = begin; i < begin + channels; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
