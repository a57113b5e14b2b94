package io.skelspark.cluster.barrier;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a rank tells the {@link RankBarrierEndpoint}. Answers are texts and exceptions of the JDK alone: an executor's RPC
 * starts before our jar reaches it and could not read classes of ours.
 */
sealed interface RankMessage extends Serializable {
    /** Number of the stage attempt the rank belongs to. */
    int attempt();

    /** The rank, from 0. */
    int rank();

    /**
     * The rank has reached a step and waits for its peers; answered with the values of all ranks, in rank order.
     *
     * @param sequence how often the rank has arrived before
     * @param step what it is about to do; must be the same on every rank
     * @param executor that runs it
     */
    record Arrive(int attempt, int rank, long sequence, String step, String value, String executor)
            implements RankMessage {}

    /** The rank has waited too long; answered with the failure that names the ranks that are missing. */
    record Expire(int attempt, int rank, String timeout) implements RankMessage {}

    /** The rank asks whether the run is to end; answered with a boolean. */
    record AskStop(int attempt, int rank) implements RankMessage {}

    /** The rank tells how far it is; not answered. */
    record Progress(int attempt, int rank, String line) implements RankMessage {}

    /** The rank has failed; answered with true. The cause is absent where it could not be sent. */
    record Fail(int attempt, int rank, String summary, @Nullable Throwable cause) implements RankMessage {}
}
