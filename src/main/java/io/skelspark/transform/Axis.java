package io.skelspark.transform;

import io.skelspark.skeleton.Keyed;

/** A coordinate axis. A 2D clip lies in the plane of x and y. */
public enum Axis implements Keyed {
    /** The first coordinate. */
    X,
    /** The second coordinate. */
    Y,
    /** The third coordinate. */
    Z;

    /**
     * Returns the matrix that turns about this axis, clockwise seen from its tip.
     *
     * @param angle in radians
     * @shape (3, 3)
     */
    double[] rotation(double angle) {
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        return switch (this) {
            case X -> new double[] {1, 0, 0, 0, cosine, sine, 0, -sine, cosine};
            case Y -> new double[] {cosine, 0, -sine, 0, 1, 0, sine, 0, cosine};
            case Z -> new double[] {cosine, sine, 0, -sine, cosine, 0, 0, 0, 1};
        };
    }
}
