package io.skelspark.source;

/** Thrown if a record does not follow its format; becomes a {@link Rejection}. */
final class MalformedRecordException extends Exception {
    private final String field;
    private final String found;
    private final String expected;

    MalformedRecordException(String field, String found, String expected) {
        super(field + ": found " + found + ", expected " + expected);
        this.field = field;
        this.found = found;
        this.expected = expected;
    }

    Rejection rejection(String id) {
        return new Rejection(id, field, found, expected);
    }
}
