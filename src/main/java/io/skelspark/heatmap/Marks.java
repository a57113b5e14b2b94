package io.skelspark.heatmap;

import java.io.Serializable;

/** What the maps of a frame show, one channel each. */
public abstract sealed class Marks implements Serializable permits KeypointMarks, LimbMarks {
    private static final long serialVersionUID = 1;

    /** A joint of a lower score than this leaves no mark. */
    static final double SMALLEST_SCORE = 1e-4;

    /** Number of channels, K. */
    public abstract int channels();

    /** What one person's mark touches of a map; empty where there is no mark. */
    abstract Window window(Pose pose, int person, int frame, int channel, int height, int width);

    /** Draws one person's mark into its window. */
    abstract void fill(Pose pose, int person, int frame, int channel, Window window, Plane plane);
}
