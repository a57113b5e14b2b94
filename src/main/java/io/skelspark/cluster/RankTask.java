package io.skelspark.cluster;

import java.io.Serializable;

/**
 * The work of each rank of a {@link RankStage}; it is serialized to the executors.
 *
 * @param <R> type of the result, which is serialized back to the driver
 */
@FunctionalInterface
public interface RankTask<R> extends Serializable {
    /** Runs on one rank and returns its result. */
    R run(RankContext context) throws Exception;
}
