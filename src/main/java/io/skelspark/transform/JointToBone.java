package io.skelspark.transform;

import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import java.util.List;

/**
 * The bone of each joint: the position of the joint minus the position of its origin.
 *
 * <p>The difference is rounded to the width of the joints, then stored as float32. A joint that no pair names is zero.
 *
 * @source MMAction2 1.2, JointToBone
 */
final class JointToBone {
    private JointToBone() {}

    /**
     * Computes the bones of the joints.
     *
     * @param bones joint and origin of each bone
     * @shape (M, T, V, C) any width to (M, T, V, C) float32
     */
    static Tensor bones(Tensor joints, List<Pair> bones, LastChannel lastChannel) {
        // only float64 loses precision when it is stored as float32
        DType dtype = joints.dtype() == DType.FLOAT64 ? DType.FLOAT32 : joints.dtype();
        int channels = joints.size(3);
        int differences = lastChannel == LastChannel.SCORE ? channels - 1 : channels;
        int frameSize = joints.size(2) * channels;
        int[] ends = ends(bones, channels);
        double[] source = joints.values();
        double[] values = new double[source.length];
        for (int frame = 0; frame < values.length; frame += frameSize) {
            for (int i = 0; i < ends.length; i += 2) {
                int joint = frame + ends[i];
                int origin = frame + ends[i + 1];
                for (int channel = 0; channel < differences; channel++) {
                    values[joint + channel] = dtype.round(source[joint + channel] - source[origin + channel]);
                }
                if (differences < channels) {
                    double sum = joints.dtype().round(source[joint + differences] + source[origin + differences]);
                    values[joint + differences] = dtype.round(sum / 2);
                }
            }
        }
        return new Tensor(DType.FLOAT32, joints.shape(), values);
    }

    /** Returns the joint and the origin of each bone, as offsets of their first channel in a frame. */
    private static int[] ends(List<Pair> bones, int channels) {
        int[] ends = new int[bones.size() * 2];
        for (int i = 0; i < bones.size(); i++) {
            ends[2 * i] = bones.get(i).from() * channels;
            ends[2 * i + 1] = bones.get(i).to() * channels;
        }
        return ends;
    }
}
