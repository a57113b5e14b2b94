package io.skelspark.source;

/**
 * Why a record was left out of a prepared set.
 *
 * @param id identifier of the clip, or the file and position where it has none
 * @param field what is wrong, for example {@code label}
 * @param found what stands there
 * @param expected what should stand there
 */
public record Rejection(String id, String field, String found, String expected) implements SourceRecord {}
