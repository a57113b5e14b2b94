package io.skelspark.pipeline.preparation;

import org.jspecify.annotations.Nullable;

/** A set was not prepared; the folder it was meant for holds what it held before. */
public final class PrepareException extends RuntimeException {
    PrepareException(String message) {
        super(message);
    }

    PrepareException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
