package io.skelspark.train;

import io.skelspark.train.optimizer.Sgd;
import io.skelspark.train.schedule.Schedule;
import java.io.Serializable;

/**
 * A recipe, apart from the network and the data.
 *
 * @param epochs number of epochs
 * @param repeat repetitions of the training set in an epoch
 * @param sampling how often samples of each class are drawn
 * @param replicas model replicas over all ranks, a power of two; each has its own batch statistics
 * @param batchPerReplica samples of a replica in an iteration
 * @param learningRate rate of the first iteration, already scaled to the global batch
 * @param schedule how the rate goes on
 * @param optimizer arithmetic of a step
 * @param maxGradientNorm longer gradients are shortened to it; 0: none is
 * @param seed of weights, order and augmentation
 * @param logInterval iterations between two log lines
 */
public record TrainSettings(
        int epochs,
        int repeat,
        ClassSampling sampling,
        int replicas,
        int batchPerReplica,
        double learningRate,
        Schedule schedule,
        Sgd optimizer,
        double maxGradientNorm,
        long seed,
        int logInterval)
        implements Serializable {

    /** @throws IllegalArgumentException if the replicas are no power of two */
    public TrainSettings {
        if (Integer.bitCount(replicas) != 1) {
            throw new IllegalArgumentException("train.replicas = " + replicas
                    + ", expected a power of two: gradients are added up in a pairwise tree");
        }
    }

    /** Samples of an iteration over all replicas. */
    public int globalBatch() {
        return replicas * batchPerReplica;
    }
}
