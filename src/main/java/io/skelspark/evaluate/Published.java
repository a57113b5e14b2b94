package io.skelspark.evaluate;

import io.skelspark.skeleton.Keyed;
import java.util.Locale;

/**
 * A figure published by the reference.
 *
 * @param percent the figure, in percent
 * @param metric the column that it compares with
 */
public record Published(double percent, Measure metric) {
    /** A column of the table that a published figure can be compared with. */
    public enum Measure implements Keyed {
        /** The share of samples whose most likely class is the true one. */
        TOP1("top-1") {
            @Override
            double of(AccuracyTable.Row row) {
                return row.top1();
            }
        },
        /** The mean class accuracy, which the reference's page calls Mean Top-1. */
        MEAN_CLASS("mean-class") {
            @Override
            double of(AccuracyTable.Row row) {
                return row.meanClass();
            }
        };

        private final String key;

        Measure(String key) {
            this.key = key;
        }

        abstract double of(AccuracyTable.Row row);

        /** Returns the heading of the column. */
        @Override
        public String key() {
            return key;
        }
    }

    /**
     * Checks the figure.
     *
     * @throws IllegalArgumentException if the figure is not between 0 and 100
     */
    public Published {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("published figure " + percent + ", expected a percentage, 0 to 100");
        }
    }

    /** Returns by how much a row exceeds this figure, in percentage points of the rounded figures. */
    public double difference(AccuracyTable.Row row) {
        return Math.round(10000 * metric.of(row)) / 100.0 - percent;
    }

    /** Returns the figure as published, followed by the metric if it is not top-1. */
    String text() {
        String figure = String.format(Locale.ROOT, "%.2f", percent);
        return metric == Measure.TOP1 ? figure : figure + " (" + metric.key() + ")";
    }
}
