package io.skelspark.source;

/**
 * A record that was refused, with the reason.
 *
 * @param id identifier of the clip, or the file and position if there is none
 * @param field the field that is wrong, for example {@code label}
 * @param found what was found in the field
 * @param expected what was expected there
 */
public record Rejection(String id, String field, String found, String expected) implements SourceRecord {}
