package io.skelspark.train;

/** The error of a sum over the ranks that could not be taken: training cannot continue from this step. */
public final class AllReduceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AllReduceException(String message) {
        super(message);
    }

    public AllReduceException(String message, Throwable cause) {
        super(message, cause);
    }
}
