package io.skelspark.source;

import io.skelspark.storage.PlainText;

/**
 * A record that was refused, with the reason.
 *
 * @param id identifier of the clip, or the file and position if there is none
 * @param field the field that is wrong, for example {@code label}
 * @param found what was found in the field
 * @param expected what was expected there
 */
public record Rejection(String id, String field, String found, String expected) implements SourceRecord {
    /** Returns clip and reason as one line. */
    public String line() {
        return PlainText.line(id + ": " + field + " is " + found + ", expected " + expected);
    }
}
