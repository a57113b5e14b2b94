package io.skelspark.train;

import java.io.Serializable;

/**
 * The division of the training set into the batches of an epoch.
 *
 * @param repeat repetitions of the training set in an epoch
 * @param sampling how often samples of each class are drawn
 * @param replicas model replicas over all ranks, a power of two; each has batch statistics of its own
 * @param batchPerReplica samples of a replica in a pass
 * @param accumulate passes of a replica in an iteration, whose gradients are averaged; its batch statistics are those of
 *     a pass
 * @param mixup whether the samples of a pass are mixed
 */
public record Batching(
        int repeat, ClassSampling sampling, int replicas, int batchPerReplica, int accumulate, Mixup mixup)
        implements Serializable {
    /** @throws IllegalArgumentException if the number of replicas is not a power of two */
    public Batching {
        if (Integer.bitCount(replicas) != 1) {
            throw new IllegalArgumentException("train.replicas = " + replicas
                    + ", expected a power of two: gradients are summed in a pairwise tree");
        }
    }

    /** Creates a division of one pass in an iteration, whose samples are not mixed. */
    public Batching(int repeat, ClassSampling sampling, int replicas, int batchPerReplica) {
        this(repeat, sampling, replicas, batchPerReplica, 1, Mixup.OFF);
    }

    /** Returns the number of samples of an iteration over all replicas. */
    public int globalBatch() {
        return replicas * batchPerReplica * accumulate;
    }
}
