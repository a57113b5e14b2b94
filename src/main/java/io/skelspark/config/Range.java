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
    /** 1, 2, 3 and so on. */
    static final Range POSITIVE = atLeast(1);

    /** 0, 1, 2 and so on; also any number that is not negative. */
    static final Range NOT_NEGATIVE = atLeast(0);

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

    static Range atLeast(double low) {
        return new Range(low, Double.POSITIVE_INFINITY, Bounds.CLOSED);
    }

    static Range above(double low) {
        return new Range(low, Double.POSITIVE_INFINITY, Bounds.ABOVE_LOW);
    }

    static Range between(double low, double high) {
        return new Range(low, high, Bounds.CLOSED);
    }

    boolean holds(double number) {
        return (bounds == Bounds.ABOVE_LOW ? number > low : number >= low)
                && (bounds == Bounds.BELOW_HIGH ? number < high : number <= high)
                && !Double.isInfinite(number);
    }

    /** Returns the range in words: "1 or more", "0 to 1", "more than 0", "0 or more, less than 1". */
    @Override
    public String toString() {
        if (bounds == Bounds.CLOSED && !Double.isInfinite(high)) {
            return text(low) + " to " + text(high);
        }
        String from = bounds == Bounds.ABOVE_LOW ? "more than " + text(low) : text(low) + " or more";
        return Double.isInfinite(high) ? from : from + ", less than " + text(high);
    }

    private static String text(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }
}
