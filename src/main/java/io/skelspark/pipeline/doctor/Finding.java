package io.skelspark.pipeline.doctor;

import java.util.Locale;

/**
 * A problem that the doctor found.
 *
 * @param severity how bad it is
 * @param where name of the process, or {@code settings}
 * @param text what was found, what was expected, and how to fix it
 */
record Finding(Severity severity, String where, String text) {
    /** The severity of a problem. */
    enum Severity {
        /** Training cannot work. */
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
