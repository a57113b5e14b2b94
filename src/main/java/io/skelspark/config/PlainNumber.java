package io.skelspark.config;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one form in which numbers are compared as texts: a plain decimal without trailing zeros. */
final class PlainNumber {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d{1,3})?");

    private PlainNumber() {}

    /** Returns the number that a text is, or empty if it is none. */
    static Optional<String> of(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(of(new BigDecimal(text))) : Optional.empty();
    }

    /** Returns a number in this form. */
    static String of(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
