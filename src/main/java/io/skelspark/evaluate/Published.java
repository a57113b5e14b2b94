package io.skelspark.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A figure published by the reference.
 *
 * @param percent the figure, in percent
 * @param metric the column that it compares with
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
        /** The mean class accuracy, which the reference's page calls Mean Top-1. */
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
         * Returns the column with a heading.
         *
         * @throws IllegalArgumentException if there is no such column, naming the columns
         */
        public static Measure of(String title) {
            return Arrays.stream(values())
                    .filter(measure -> measure.title.equals(title))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(title + ", expected one of "
                            + Arrays.stream(values()).map(Measure::title).collect(Collectors.joining(", "))));
        }

        /** Returns the heading of the column. */
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

    /** Returns by how much a row exceeds this figure, in percentage points of the rounded figures. */
    public double difference(AccuracyTable.Row row) {
        return Math.round(10000 * metric.of(row)) / 100.0 - percent;
    }

    /** Returns the figure as published, followed by the metric if it is not top-1. */
    String text() {
        String figure = String.format(Locale.ROOT, "%.2f", percent);
        return metric == Measure.TOP1 ? figure : figure + " (" + metric.title() + ")";
    }
}
