package io.skelspark.cluster.barrier;

import org.jspecify.annotations.Nullable;

/**
 * The failure that ended a stage of ranks.
 *
 * @param rank the first rank that failed
 * @param kind decides whether another attempt may succeed
 * @param summary names the rank and says what happened
 * @param cause what the rank threw, if it could be sent
 */
public record RankFailure(int rank, FailureKind kind, String summary, @Nullable Throwable cause) {
    /** The ways in which a rank fails. */
    public enum FailureKind {
        /** The rank threw an error of its own. */
        OWN_ERROR,
        /** The rank could not reach another. */
        UNREACHED_RANK,
        /** The rank's executor is gone. */
        LOST_EXECUTOR,
        /** A rank did not come in time. */
        LATE_RANK
    }
}
