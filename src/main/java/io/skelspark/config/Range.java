package io.skelspark.config;

import java.util.Locale;

/**
 * The numbers that a setting may have.
 *
 * @param low smallest number
 * @param high largest number; infinite if there is none
 * @param bounds which of the two belong to the range
 */
record Range(double low, double high, Bounds bounds) {
    /** A count for which there is no narrower bound. */
    static final Range COUNT = upTo(1_000_000_000);

    /** A count that may be 0. */
    static final Range COUNT_OR_ZERO = between(0, 1_000_000_000);

    /** Any number that is not negative. */
    static final Range NOT_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY, Bounds.CLOSED);

    /** A share of a whole, which may be all of it. */
    static final Range SHARE = new Range(0, 1, Bounds.CLOSED);

    /** A share of a whole, less than all of it. */
    static final Range PART = new Range(0, 1, Bounds.BELOW_HIGH);

    /** Which ends belong to a range. */
    enum Bounds {
        CLOSED,
        ABOVE_LOW,
        BELOW_HIGH
    }

    /** Returns 1, 2, 3 and so on up to a bound. */
    static Range upTo(double high) {
        return between(1, high);
    }

    /** Returns the numbers that are more than 0, up to a bound. */
    static Range above0(double high) {
        return new Range(0, high, Bounds.ABOVE_LOW);
    }

    static Range between(double low, double high) {
        return new Range(low, high, Bounds.CLOSED);
    }

    boolean holds(double number) {
        return (bounds == Bounds.ABOVE_LOW ? number > low : number >= low)
                && (bounds == Bounds.BELOW_HIGH ? number < high : number <= high)
                && !Double.isInfinite(number);
    }

    /** Returns the range in words: "0 or more", "0 to 1", "2", "more than 0, up to 8", "0 or more, less than 1". */
    @Override
    public String toString() {
        if (bounds == Bounds.CLOSED && !Double.isInfinite(high)) {
            return low == high ? text(low) : text(low) + " to " + text(high);
        }
        return switch (bounds) {
            case CLOSED -> text(low) + " or more";
            case ABOVE_LOW -> "more than " + text(low) + ", up to " + text(high);
            case BELOW_HIGH -> text(low) + " or more, less than " + text(high);
        };
    }

    private static String text(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }
}
