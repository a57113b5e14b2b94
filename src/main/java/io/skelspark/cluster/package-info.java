/**
 * Ranks on a Spark cluster: one long-lived barrier stage with one rank per task ({@link io.skelspark.cluster.RankStage}),
 * the all-reduce between the ranks, which implements {@link io.skelspark.train.AllReduce}, and training curves for
 * TensorBoard.
 *
 * <p>Spark's own {@code BarrierTaskContext.barrier()} sleeps a second between polls, so ranks meet through an endpoint on
 * the driver instead ({@link io.skelspark.cluster.barrier.RankBarrier}).
 *
 * <p>Neighbours: the pipeline's training runs its ranks here; {@code train} declares what the ranks do and knows no
 * cluster. BigDL is named in this package and its sub-packages only, Spark's internals in {@code internals} only. DJL,
 * prepared sets and checkpoints are not named here.
 */
@NullMarked
package io.skelspark.cluster;

import org.jspecify.annotations.NullMarked;
