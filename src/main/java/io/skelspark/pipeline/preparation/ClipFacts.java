package io.skelspark.pipeline.preparation;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.Tensor;

/**
 * The counts over the joints of one clip.
 *
 * @param clip the clip
 * @param zeroFrames frames without any joint
 * @param zeroJoints joints, over all people and frames, whose coordinates are all 0
 * @param minusOnes joints whose coordinates are all -1
 * @param least the smallest x and y of the other joints
 * @param greatest the largest x and y of the other joints
 */
record ClipFacts(PoseSample clip, int zeroFrames, long zeroJoints, long minusOnes, double[] least, double[] greatest) {
    /** Counts over the joints of a clip, (M, T, V, C). */
    static ClipFacts of(PoseSample clip) {
        Tensor keypoint = clip.keypoint();
        double[] values = keypoint.values();
        int channels = keypoint.size(3);
        int jointsPerFrame = keypoint.size(2);
        boolean[] posed = new boolean[keypoint.size(1)];
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] greatest = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        long zeroJoints = 0;
        long minusOnes = 0;
        for (int joint = 0, i = 0; i < values.length; joint++, i += channels) {
            if (all(values, i, channels, 0)) {
                zeroJoints++;
                continue;
            }
            posed[joint / jointsPerFrame % posed.length] = true;
            if (all(values, i, channels, -1)) {
                minusOnes++;
                continue;
            }
            for (int axis = 0; axis < 2; axis++) {
                least[axis] = Math.min(least[axis], values[i + axis]);
                greatest[axis] = Math.max(greatest[axis], values[i + axis]);
            }
        }
        int zeroFrames = 0;
        for (boolean frame : posed) {
            zeroFrames += frame ? 0 : 1;
        }
        return new ClipFacts(clip, zeroFrames, zeroJoints, minusOnes, least, greatest);
    }

    private static boolean all(double[] values, int start, int count, double value) {
        for (int i = start; i < start + count; i++) {
            if (values[i] != value) {
                return false;
            }
        }
        return true;
    }

    int persons() {
        return clip.keypoint().size(0);
    }

    int frames() {
        return clip.keypoint().size(1);
    }

    long joints() {
        return (long) persons() * frames() * clip.keypoint().size(2);
    }
}
