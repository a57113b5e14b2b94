package io.skelspark.data.source;

import io.skelspark.data.Rejection;

/** A field of a record is not what it should be; it becomes a {@link Rejection}. */
final class MismatchException extends Exception {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String found;
    private final String expected;

    MismatchException(String field, String found, String expected) {
        super(field + " is " + found + ", expected " + expected);
        this.field = field;
        this.found = found;
        this.expected = expected;
    }

    Rejection of(String id) {
        return new Rejection(id, field, found, expected);
    }
}
