package io.skelspark.train;

import java.io.Serializable;

/**
 * The division of the training set into the batches of an epoch.
 *
 * @param repeat repetitions of the training set in an epoch
 * @param sampling how often samples of each class are drawn
 * @param weights how often samples are drawn by their class, if not equally often; only with natural sampling
 * @param replicas model replicas over all ranks, a power of two; each has batch statistics of its own
 * @param batchPerReplica samples of a replica in a pass
 * @param accumulate passes of a replica in an iteration, whose gradients are averaged; its batch statistics are those of
 *     a pass
 * @param mixup whether the samples of a pass are mixed
 */
public record Batching(
        int repeat,
        ClassSampling sampling,
        ClassWeights weights,
        int replicas,
        int batchPerReplica,
        int accumulate,
        Mixup mixup)
        implements Serializable {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the number of replicas is not a power of two, or classes that are balanced have
     *     weights
     */
    public Batching {
        if (Integer.bitCount(replicas) != 1) {
            throw new IllegalArgumentException("train.replicas = " + replicas
                    + ", expected a power of two: gradients are summed in a pairwise tree");
        }
        if (!weights.isNone() && sampling != ClassSampling.NATURAL) {
            throw new IllegalArgumentException("train.class-weights with train.class-sampling = " + sampling.key()
                    + ", expected natural: balanced classes have no weights");
        }
    }

    /** Creates a division in which samples of all classes are drawn equally often. */
    public Batching(
            int repeat, ClassSampling sampling, int replicas, int batchPerReplica, int accumulate, Mixup mixup) {
        this(repeat, sampling, ClassWeights.NONE, replicas, batchPerReplica, accumulate, mixup);
    }

    /** Creates a division of one pass in an iteration, whose samples are not mixed. */
    public Batching(int repeat, ClassSampling sampling, int replicas, int batchPerReplica) {
        this(repeat, sampling, replicas, batchPerReplica, 1, Mixup.OFF);
    }

    /** Returns the number of samples of an iteration over all replicas. */
    public int globalBatch() {
        return replicas * batchPerReplica * accumulate;
    }

    /**
     * Returns the order and the batches of the epochs.
     *
     * @param labels class of each sample of the training set
     * @param seed of the order
     */
    EpochSampler sampler(int[] labels, long seed) {
        int size = weights.isNone() ? labels.length : weights.samples(labels, repeat, seed).length;
        return new EpochSampler(size, weights.isNone() ? repeat : 1, replicas, batchPerReplica * accumulate, seed);
    }

    /**
     * Returns the sample of each item of an epoch.
     *
     * @param labels class of each sample of the training set
     * @param items number of items of an epoch
     * @param seed of the epoch
     */
    int[] samples(int[] labels, int items, long seed) {
        return weights.isNone() ? sampling.samples(labels, items, seed) : weights.samples(labels, repeat, seed);
    }
}
