/**
 * Ranks on a Spark cluster: one long-lived barrier stage with one rank per task ({@link io.skelspark.cluster.RankStage}),
 * the all-reduce between them behind {@link io.skelspark.train.AllReduce}, and training curves for TensorBoard. The only
 * package that names BigDL.
 *
 * <p>Spark's own {@code BarrierTaskContext.barrier()} sleeps a second between polls, so ranks meet at an endpoint on the
 * driver instead ({@link io.skelspark.cluster.RankBarrier}). Spark's RPC and block manager are internal to Spark: this
 * package is tied to the Spark version the build names.
 */
@NullMarked
package io.skelspark.cluster;

import org.jspecify.annotations.NullMarked;
