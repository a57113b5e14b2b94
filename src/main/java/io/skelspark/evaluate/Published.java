package io.skelspark.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A figure that the reference's page gives for a row.
 *
 * @param percent the figure
 * @param metric what it measures
 */
public record Published(double percent, Measure metric) {
    /** A column of the table that a published figure can be compared with. */
    public enum Measure {
        TOP1("top-1") {
            @Override
            double of(AccuracyTable.Row row) {
                return row.top1();
            }
        },
        /** What the page calls Mean Top-1. */
        MEAN_CLASS("mean-class") {
            @Override
            double of(AccuracyTable.Row row) {
                return row.meanClass();
            }
        };

        private final String title;

        Measure(String title) {
            this.title = title;
        }

        abstract double of(AccuracyTable.Row row);

        /**
         * By the heading of the column.
         *
         * @throws IllegalArgumentException if there is no such column, naming those there are
         */
        public static Measure of(String title) {
            return Arrays.stream(values())
                    .filter(measure -> measure.title.equals(title))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(title + ", expected one of "
                            + Arrays.stream(values()).map(Measure::title).collect(Collectors.joining(", "))));
        }

        /** The heading of the column. */
        public String title() {
            return title;
        }
    }

    /** @throws IllegalArgumentException if the figure is not between 0 and 100 */
    public Published {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("published figure " + percent + ", expected a percentage, 0 to 100");
        }
    }

    /** How far a row is above this figure, in percentage points of the rounded figures a table shows. */
    public double difference(AccuracyTable.Row row) {
        return Math.round(10000 * metric.of(row)) / 100.0 - percent;
    }

    /** The figure as the page prints it, with the metric where it is not top-1. */
    String text() {
        String figure = String.format(Locale.ROOT, "%.2f", percent);
        return metric == Measure.TOP1 ? figure : figure + " (" + metric.title() + ")";
    }
}
