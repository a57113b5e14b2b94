/**
 * The parts of Spark that are meant for Spark's own code ({@code private[spark]}), each behind a method or a small class of
 * ours: the RPC between driver and executors ({@link io.skelspark.cluster.internals.DriverEndpoint}, {@link
 * io.skelspark.cluster.internals.DriverLink}), the blocks of other executors ({@link
 * io.skelspark.cluster.internals.ExecutorBlocks}), and single calls ({@link
 * io.skelspark.cluster.internals.SparkInternals}). Whoever moves Skelspark to another version of Spark looks here first.
 *
 * <p>Neighbours: the other packages of {@code cluster}, the doctor and the launcher call it; it knows none of them. No other
 * package names such a type or method of Spark, which {@code ArchitectureTest} checks. BigDL and rabit are not named here.
 */
@NullMarked
package io.skelspark.cluster.internals;

import org.jspecify.annotations.NullMarked;
