package io.skelspark.source.estimator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A landmark of a table.
 *
 * @param values its coordinates; zeros if it was not found
 * @param score its visibility; 0 if it was not found
 */
record LandmarkRow(double[] values, double score) {
    /**
     * Makes a landmark of its cells, where NaN stands for an empty one.
     *
     * @return null if only some coordinates are empty
     */
    static @Nullable LandmarkRow of(double[] values, double visibility) {
        long empty = Arrays.stream(values).filter(Double::isNaN).count();
        if (empty == values.length) {
            return new LandmarkRow(new double[values.length], 0);
        }
        return empty > 0 ? null : new LandmarkRow(values, Double.isNaN(visibility) ? 1 : visibility);
    }

    /** Returns whether all coordinates are 0. */
    boolean atZero() {
        return Arrays.stream(values).allMatch(value -> value == 0);
    }
}
