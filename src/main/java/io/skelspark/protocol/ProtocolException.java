package io.skelspark.protocol;

/** The report that a protocol does not fit the set that it should divide; other settings help. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ProtocolException(String message) {
        super(message);
    }
}
