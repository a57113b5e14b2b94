package io.skelspark.cluster;

import org.jspecify.annotations.Nullable;

/** A rank failed, and with it the whole stage; the message names the rank, the cause is what it threw. */
public sealed class RankException extends RuntimeException permits LostRankException {
    private static final long serialVersionUID = 1;

    public RankException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
