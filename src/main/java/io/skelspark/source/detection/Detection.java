package io.skelspark.source.detection;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One person in one frame, as an estimator found it.
 *
 * @param track identity that the file gives the person in all frames, or null if the file has none
 * @param keypoint coordinates of joint after joint, x before y before z, in the unit of the file
 * @param score confidence of each joint; 0 if the joint was not found; 1 for all if the format has no scores
 * @param confidence confidence of the person as a whole, or NaN if the file has none
 * @param box corners x1, y1, x2, y2 in the unit of the joints, or null if the file has none
 * @shape keypoint (V, C), score (V)
 */
public record Detection(
        @Nullable String track, double[] keypoint, double[] score, double confidence, double @Nullable [] box)
        implements Serializable {
    /** The number of values of a 2D joint with its score. */
    public static final int SCORED_2D = 3;

    /**
     * Creates a person from x, y and score of joint after joint.
     *
     * @param values (V, 3), row-major
     * @throws IllegalArgumentException if the number of values is no multiple of three
     */
    public static Detection scored(
            @Nullable String track, double[] values, double confidence, double @Nullable [] box) {
        if (values.length % SCORED_2D != 0) {
            throw new IllegalArgumentException(values.length + " values, expected x, y and score of each joint");
        }
        int joints = values.length / SCORED_2D;
        double[] keypoint = new double[2 * joints];
        double[] score = new double[joints];
        for (int joint = 0; joint < joints; joint++) {
            keypoint[2 * joint] = values[SCORED_2D * joint];
            keypoint[2 * joint + 1] = values[SCORED_2D * joint + 1];
            score[joint] = values[SCORED_2D * joint + 2];
        }
        return new Detection(track, keypoint, score, confidence, box);
    }

    /** Returns the same person without an identity. */
    public Detection untracked() {
        return track == null ? this : new Detection(null, keypoint, score, confidence, box);
    }

    /** Returns the number V of joints. */
    public int joints() {
        return score.length;
    }

    /** Returns the number C of coordinates of a joint. */
    public int dimensions() {
        return score.length == 0 ? 0 : keypoint.length / score.length;
    }
}
