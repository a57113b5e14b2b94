package io.skelspark.evaluate;

import java.io.Serializable;

/**
 * The settings that turn the scores of windows into segments. {@link SegmentMerger} states how they are used.
 *
 * @param smooth number of windows whose probabilities are averaged, odd; 1 leaves them as they are
 * @param threshold the smallest probability of an action, 0 to 1
 * @param minLength the smallest number of frames of a segment
 */
public record SegmentRules(int smooth, double threshold, int minLength) implements Serializable {
    /** The usual number of windows that are averaged. */
    public static final int SMOOTH = 3;

    /** The usual smallest probability of an action. */
    public static final double THRESHOLD = 0.5;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is out of its range, naming it
     */
    public SegmentRules {
        if (smooth < 1 || smooth % 2 == 0) {
            throw new IllegalArgumentException("smooth = " + smooth + ", expected an odd number of windows, 1 or more");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold = " + threshold + ", expected 0 to 1");
        }
        if (minLength < 1) {
            throw new IllegalArgumentException("min-length = " + minLength + ", expected 1 frame or more");
        }
    }

    /**
     * Returns the usual settings for windows that start every {@code stride} frames: segments are at least that long.
     *
     * @throws IllegalArgumentException if the stride is less than 1
     */
    public static SegmentRules of(int stride) {
        return new SegmentRules(SMOOTH, THRESHOLD, stride);
    }
}
