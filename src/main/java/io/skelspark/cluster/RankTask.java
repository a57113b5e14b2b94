package io.skelspark.cluster;

import java.io.Serializable;

/** What each rank of a {@link RankStage} does; it is serialized to the executors. */
@FunctionalInterface
public interface RankTask<R> extends Serializable {
    /** Runs on one rank; the result is serialized back to the driver. */
    R run(RankContext context) throws Exception;
}
