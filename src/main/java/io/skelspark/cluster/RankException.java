package io.skelspark.cluster;

import org.jspecify.annotations.Nullable;

/** Thrown when a rank, and with it the whole stage, has failed; the cause is what the rank threw, if it could be sent. */
public sealed class RankException extends RuntimeException permits LostRankException {
    private static final long serialVersionUID = 1;

    /** An exception with a message that names the rank. */
    public RankException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
