package io.skelspark.heatmap;

import java.io.Serializable;

/** The marks that are drawn on the maps of a frame, one channel for each joint or limb. */
public abstract sealed class Marks implements Serializable permits KeypointMarks, LimbMarks {
    private static final long serialVersionUID = 1;

    /** The score below which a joint leaves no mark. */
    static final double SMALLEST_SCORE = 1e-4;

    /** Returns the number of channels, K. */
    public abstract int channels();

    /** Returns the part of a map that one person's mark touches; empty if there is no mark. */
    abstract Window window(Pose pose, int person, int frame, int channel, int height, int width);

    /** Draws one person's mark into its window. */
    abstract void fill(Pose pose, int person, int frame, int channel, Window window, Plane plane);
}
