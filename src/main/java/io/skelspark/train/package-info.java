/**
 * Training: the loop, the optimiser, schedules and checkpoints. It declares what it needs of a network
 * ({@link io.skelspark.train.network.Network}, {@link io.skelspark.train.network.Replica}) and of a cluster
 * ({@link io.skelspark.train.AllReduce}) and names no engine.
 */
@NullMarked
package io.skelspark.train;

import org.jspecify.annotations.NullMarked;
