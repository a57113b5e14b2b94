package io.skelspark.cluster.barrier;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A message of a rank to the driver's {@link RankMeetings}. Answers are texts and exceptions of the JDK alone: an
 * executor's RPC starts before our jar reaches it and could not read classes of ours.
 */
sealed interface RankMessage extends Serializable {
    /** Returns the number of the stage attempt that the rank belongs to. */
    int attempt();

    /** Returns the rank, from 0. */
    int rank();

    /**
     * The rank has reached a step and waits for the others; answered with the values of all ranks, in rank order.
     *
     * @param sequence how often the rank has arrived before
     * @param step what the rank is about to do; must be the same on every rank
     * @param executor id of the executor that runs the rank
     */
    record Arrive(int attempt, int rank, long sequence, String step, String value, String executor)
            implements RankMessage {}

    /** The rank has waited too long; answered with the failure that names the missing ranks. */
    record Expire(int attempt, int rank, String timeout) implements RankMessage {}

    /** The rank asks whether the run is to end; answered with a boolean. */
    record AskStop(int attempt, int rank) implements RankMessage {}

    /** The rank reports its progress in a line of text; not answered. */
    record Report(int attempt, int rank, String line) implements RankMessage {}

    /** The rank has failed; answered with true. The cause is null if it could not be sent. */
    record Fail(int attempt, int rank, String summary, @Nullable Throwable cause) implements RankMessage {}
}
