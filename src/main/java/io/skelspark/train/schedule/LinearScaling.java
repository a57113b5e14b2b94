package io.skelspark.train.schedule;

import java.io.Serializable;

/**
 * The rule that a rate grows with the number of samples that one step averages over.
 *
 * @param baseBatchSize number of samples of one step over all workers for which the rate in the settings was chosen
 * @source Goyal et al., arXiv:1706.02677; MMEngine, auto_scale_lr
 */
public record LinearScaling(int baseBatchSize) implements Serializable {
    /**
     * Checks the batch size.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public LinearScaling {
        if (baseBatchSize < 1) {
            throw new IllegalArgumentException("base-batch-size is " + baseBatchSize + ", expected at least 1");
        }
    }

    /** Returns the rate for that many workers, each with a batch of {@code batchSize} samples. */
    public double scaled(double rate, int workers, int batchSize) {
        return rate * workers * batchSize / baseBatchSize;
    }
}
