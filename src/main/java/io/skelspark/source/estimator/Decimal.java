package io.skelspark.source.estimator;

import java.util.regex.Pattern;

/** Numbers in the cells of text files. */
final class Decimal {
    private static final Pattern FORM = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Decimal() {}

    /** Returns the finite decimal number of a text, or NaN if it is anything else. */
    static double parse(String text) {
        double number = FORM.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        return Double.isFinite(number) ? number : Double.NaN;
    }
}
