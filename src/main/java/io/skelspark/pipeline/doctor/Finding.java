package io.skelspark.pipeline.doctor;

import java.util.Locale;

/**
 * Something that a doctor found wrong.
 *
 * @param severity how bad it is
 * @param where the process, or {@code settings}
 * @param text what was found, what was expected, and how to mend it
 */
record Finding(Severity severity, String where, String text) {
    enum Severity {
        /** Training cannot work so. */
        ERROR,
        /** Training works, but slower or less safely than it could. */
        WARNING
    }

    static Finding error(String where, String text) {
        return new Finding(Severity.ERROR, where, text);
    }

    static Finding warning(String where, String text) {
        return new Finding(Severity.WARNING, where, text);
    }

    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + ": " + where + ": " + text;
    }
}
