package io.skelspark.train;

/** The loss is no finite number any more: the same step would give the same again. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DivergedException(String message) {
        super(message);
    }
}
