package io.skelspark.heatmap;

import java.io.Serializable;

/** The bell that a point or a line leaves on a map; beyond three sigma of its ends it is cut off. */
final class Gaussian implements Serializable {
    private static final long serialVersionUID = 1;

    /** Beyond this exponent the nearest float32 is zero. */
    private static final double SMALLEST = 104;

    /** 1 / 2 sigma squared. */
    private final double decay;
    /** What the ratio of neighbours changes by from one pixel to the next. */
    private final double bend;

    private final double reach;

    /** @throws IllegalArgumentException if sigma is not positive */
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
     * Draws a bell around a point. It is a product of one bell for each axis, and neighbours on an axis differ by a
     * ratio that itself changes by a constant ratio: four exponentials are enough for all pixels.
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

    /** Draws a bell around a line: the height depends on the distance to its nearest point. */
    void line(double startX, double startY, double endX, double endY, double peak, Window window, Plane plane) {
        double alongX = endX - startX;
        double alongY = endY - startY;
        double length2 = alongX * alongX + alongY * alongY;
        for (int y = window.top(); y < window.bottom(); y++) {
            double dy = y - startY;
            int index = plane.index(window.left(), y);
            for (int x = window.left(); x < window.right(); x++, index += plane.step()) {
                double dx = x - startX;
                double place = (dx * alongX + dy * alongY) / length2;
                double nearest = Math.min(Math.max(place, 0), 1);
                double offX = dx - nearest * alongX;
                double offY = dy - nearest * alongY;
                double exponent = (offX * offX + offY * offY) * decay;
                if (exponent < SMALLEST) {
                    plane.raise(index, (float) (Math.exp(-exponent) * peak));
                }
            }
        }
    }
}
