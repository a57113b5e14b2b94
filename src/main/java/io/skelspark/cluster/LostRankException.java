package io.skelspark.cluster;

import org.jspecify.annotations.Nullable;

/** A rank was lost or hung, through no fault of its work: the same stage may do better on the executors there are now. */
public final class LostRankException extends RankException {
    private static final long serialVersionUID = 1;

    public LostRankException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
