package io.skelspark.heatmap;

import java.io.Serializable;

/** A Gaussian bell around a point or a line, cut off at three sigma from it. */
final class Gaussian implements Serializable {
    private static final long serialVersionUID = 1;

    /** The exponent beyond which the nearest float32 is zero. */
    private static final double SMALLEST = 104;

    /** 1 / 2 sigma squared. */
    private final double decay;
    /** The factor by which the ratio of neighbours changes from one pixel to the next. */
    private final double bend;

    private final double reach;

    /**
     * Creates the Gaussian of that width.
     *
     * @throws IllegalArgumentException if sigma is not positive
     */
    Gaussian(double sigma) {
        if (!(sigma > 0)) {
            throw new IllegalArgumentException("sigma is " + sigma + ", expected more than 0");
        }
        decay = 1 / (2 * sigma * sigma);
        bend = Math.exp(-2 * decay);
        reach = 3 * sigma;
    }

    /** @units pixels */
    double reach() {
        return reach;
    }

    /**
     * Draws a bell around a point. The bell is a product of one bell for each axis. The ratio of neighbours on an axis
     * changes by a constant factor, so four exponentials are enough for all pixels.
     */
    void point(double meanX, double meanY, double peak, Window window, Plane plane) {
        double fromX = window.left() - meanX;
        double fromY = window.top() - meanY;
        double column = Math.exp(-fromX * fromX * decay);
        double columnRatio = Math.exp(-(2 * fromX + 1) * decay);
        double row = Math.exp(-fromY * fromY * decay) * peak;
        double rowRatio = Math.exp(-(2 * fromY + 1) * decay);
        for (int y = window.top(); y < window.bottom(); y++) {
            double value = row * column;
            double ratio = columnRatio;
            int index = plane.index(window.left(), y);
            for (int x = window.left(); x < window.right(); x++, index += plane.step()) {
                plane.raise(index, (float) value);
                value *= ratio;
                ratio *= bend;
            }
            row *= rowRatio;
            rowRatio *= bend;
        }
    }

    /**
     * The squared distance along a row: {@code base + (origin + x * step)^2}.
     *
     * @param bend the factor by which the ratio of neighbours changes from one pixel to the next
     */
    private record Profile(double base, double origin, double step, double bend) {}

    /**
     * Draws a bell around a line: the height depends on the distance to the nearest point of the line. A row has up to
     * three parts, nearest to the line's left end, to a point within it, and to its right end; within each part the
     * bell is one along the row.
     */
    void line(double startX, double startY, double endX, double endY, double peak, Window window, Plane plane) {
        double alongX = endX - startX;
        double alongY = endY - startY;
        double length2 = alongX * alongX + alongY * alongY;
        double length = Math.sqrt(length2);
        double normalStep = alongY / length;
        double normalBend = Math.exp(-2 * normalStep * normalStep * decay);
        for (int y = window.top(); y < window.bottom(); y++) {
            double startDy = y - startY;
            double endDy = y - endY;
            double within = startDy * alongY;
            boolean startsLeft = alongX > 0 || (alongX == 0 && within < 0);
            double startColumn = startX - within / alongX;
            double endColumn = startColumn + length2 / alongX;
            if (alongX == 0) {
                boolean outside = within < 0 || within > length2;
                startColumn = outside ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                endColumn = Double.POSITIVE_INFINITY;
            }
            int from = column(Math.ceil(Math.min(startColumn, endColumn)), window);
            int until = column(Math.floor(Math.max(startColumn, endColumn)) + 1, window);
            Profile start = new Profile(startDy * startDy, -startX, 1, bend);
            Profile end = new Profile(endDy * endDy, -endX, 1, bend);
            double normalOrigin = (-startX * alongY - startDy * alongX) / length;
            row(plane, y, window.left(), from, startsLeft ? start : end, peak);
            row(plane, y, from, until, new Profile(0, normalOrigin, normalStep, normalBend), peak);
            row(plane, y, until, window.right(), startsLeft ? end : start, peak);
        }
    }

    private static int column(double place, Window window) {
        return (int) Math.min(Math.max(place, window.left()), window.right());
    }

    /** Draws a part of a row, except pixels so far away that they stay zero. */
    private void row(Plane plane, int y, int from, int until, Profile profile, double peak) {
        double room = SMALLEST / decay - profile.base();
        double step = profile.step();
        boolean allFar = step == 0 && profile.origin() * profile.origin() >= room;
        if (from >= until || !(room > 0) || allFar) {
            return;
        }
        double one = (-Math.sqrt(room) - profile.origin()) / step;
        double other = (Math.sqrt(room) - profile.origin()) / step;
        int first = (int) Math.max(from, Math.ceil(Math.min(one, other)));
        int last = (int) Math.min(until - 1, Math.floor(Math.max(one, other)));
        double offset = profile.origin() + first * step;
        double value = Math.exp(-(profile.base() + offset * offset) * decay) * peak;
        double ratio = Math.exp(-(2 * offset + step) * step * decay);
        int index = plane.index(first, y);
        for (int x = first; x <= last; x++, index += plane.step()) {
            plane.raise(index, (float) value);
            value *= ratio;
            ratio *= profile.bend();
        }
    }
}
