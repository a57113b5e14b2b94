package io.skelspark.storage;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A writer of comma-separated values as in RFC 4180, with lines ended by a line feed alone. Characters that act are
 * escaped as {@link PlainText} does. A cell that a spreadsheet would run as a formula gets an apostrophe in front, which
 * spreadsheets take for "this is text".
 */
public final class Csv {
    /** The full-width forms are read as the plain ones. */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\uff1d\uff0b\uff0d\uff20].*");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private Csv() {}

    /** Returns the line of some cells, with its end. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(String value) {
        String text = PlainText.line(value);
        if (FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches()) {
            text = "'" + text;
        }
        // some spreadsheets split at semicolons
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == ';' || c == '"');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
