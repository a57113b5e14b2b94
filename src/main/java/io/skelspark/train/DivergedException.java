package io.skelspark.train;

/** The error of a loss or a weight that is NaN or infinite. A retry would not help: the same step gives the same again. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DivergedException(String message) {
        super(message);
    }
}
