package io.skelspark.cluster;

import org.jspecify.annotations.Nullable;

/** Thrown when a rank was lost or hung without an error of its work: the same stage may succeed on other executors. */
public final class LostRankException extends RankException {
    private static final long serialVersionUID = 1;

    /** An exception with a message that names the rank. */
    public LostRankException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
