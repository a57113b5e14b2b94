package io.skelspark.source;

import io.skelspark.storage.PlainText;

/**
 * A file of several clips, or the rest of one, that cannot be read. How many clips are lost is not known in general, so no
 * allowance for rejections covers it. Lost clips that the file names elsewhere have a {@link Rejection} each.
 *
 * @param id file and position of the damage
 * @param field the part that is lost, for example {@code rest of the file}
 * @param found description of the damage
 * @param expected what was expected there
 */
public record Loss(String id, String field, String found, String expected) implements SourceRecord {
    /** Returns file and reason as one line. */
    public String line() {
        return PlainText.line(id + ": " + field + " is " + found + ", expected " + expected);
    }
}
