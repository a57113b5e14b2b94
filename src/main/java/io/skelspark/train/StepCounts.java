package io.skelspark.train;

/**
 * The counts of a step over all replicas.
 *
 * @param loss mean over the replicas
 * @param top1 fraction of the step's samples
 * @param top5 fraction of the step's samples
 * @param dataSeconds seconds that a replica waited for its batch, as the mean over the replicas
 * @param stop whether a rank was asked to end the run
 */
record StepCounts(double loss, double top1, double top5, double dataSeconds, boolean stop) {}
