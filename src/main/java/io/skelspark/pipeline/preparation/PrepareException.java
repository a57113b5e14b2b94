package io.skelspark.pipeline.preparation;

import org.jspecify.annotations.Nullable;

/** The failure to prepare a set. Its folder holds what it held before. */
public final class PrepareException extends RuntimeException {
    PrepareException(String message) {
        super(message);
    }

    PrepareException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
