/**
 * A barrier for ranks that waits without polling: each rank's {@link io.skelspark.cluster.barrier.RankBarrier} asks the
 * driver's {@link io.skelspark.cluster.barrier.RankMeetings}, which answers when all ranks have asked.
 *
 * <p>Neighbours: the stage of ranks makes both sides, the all-reduces meet here, {@code cluster.internals} carries the
 * messages. Neither BigDL nor rabit nor GPUs are named here.
 */
@NullMarked
package io.skelspark.cluster.barrier;

import org.jspecify.annotations.NullMarked;
