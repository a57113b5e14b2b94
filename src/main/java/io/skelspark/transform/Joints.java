package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.skeleton.Tensor;

/** Joint positions and their confidence in one tensor. */
final class Joints {
    private Joints() {}

    /** The joints with their confidence as the last channel, as they are where there is none. @shape (M, T, V, C) */
    static Tensor withScore(PoseSample sample) {
        Tensor keypoint = sample.keypoint();
        Tensor score = sample.keypointScore();
        if (score == null) {
            return keypoint;
        }
        int channels = keypoint.size(3);
        double[] positions = keypoint.values();
        double[] scores = score.values();
        if (scores.length * channels != positions.length) {
            throw new IllegalArgumentException("clip " + sample.id() + ": keypoint is " + keypoint
                    + " and keypoint_score " + score + ", expected one score for each joint");
        }
        double[] values = new double[scores.length * (channels + 1)];
        int next = 0;
        int from = 0;
        for (double value : scores) {
            for (int channel = 0; channel < channels; channel++) {
                values[next++] = positions[from++];
            }
            values[next++] = value;
        }
        int[] shape = keypoint.shape().clone();
        shape[3] = channels + 1;
        return new Tensor(keypoint.dtype().widen(score.dtype()), shape, values);
    }
}
