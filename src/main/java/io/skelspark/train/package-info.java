/**
 * Training: the loop of one rank, its replicas and validation, the order of the samples, and the checkpoints of a run.
 *
 * <p>It uses {@code network} for what a network is, {@code optimizer} and {@code schedule} for the arithmetic of a step,
 * {@code listener} for what is told of its progress, and {@code io.skelspark.evaluate} for accuracies. It declares the sum
 * over ranks ({@link io.skelspark.train.AllReduce}) and the store of checkpoints
 * ({@link io.skelspark.train.CheckpointStore}), which {@code io.skelspark.cluster} and {@code io.skelspark.pipeline} implement.
 * No engine, no Spark, no file and no concrete network is named here.
 */
@NullMarked
package io.skelspark.train;

import org.jspecify.annotations.NullMarked;
