package io.skelspark.source;

/** Thrown if a record does not follow its format; becomes a {@link Rejection}. */
public final class MalformedRecordException extends Exception {
    private final String field;
    private final String found;
    private final String expected;

    /** Creates the fault of a field. */
    public MalformedRecordException(String field, String found, String expected) {
        super(field + ": found " + found + ", expected " + expected);
        this.field = field;
        this.found = found;
        this.expected = expected;
    }

    /** Returns the rejection of the record with this identifier. */
    public Rejection rejection(String id) {
        return new Rejection(id, field, found, expected);
    }
}
