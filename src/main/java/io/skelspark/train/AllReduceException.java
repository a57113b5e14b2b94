package io.skelspark.train;

/** A sum over the ranks could not be taken; training cannot go on from this step. */
public final class AllReduceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AllReduceException(String message) {
        super(message);
    }

    public AllReduceException(String message, Throwable cause) {
        super(message, cause);
    }
}
