package io.skelspark.train.schedule;

import java.io.Serializable;

/**
 * The rule that a rate grows with the number of samples that one step averages over.
 *
 * @param baseBatchSize samples of one step over all workers, for which the rate in the settings was chosen
 * @source Goyal et al., arXiv:1706.02677; MMEngine, auto_scale_lr
 */
public record LinearScaling(int baseBatchSize) implements Serializable {
    /** @throws IllegalArgumentException if the batch size is not positive */
    public LinearScaling {
        if (baseBatchSize < 1) {
            throw new IllegalArgumentException("base-batch-size is " + baseBatchSize + ", expected at least 1");
        }
    }

    /** The rate for so many workers, each with a batch of {@code batchSize}. */
    public double scaled(double rate, int workers, int batchSize) {
        return rate * workers * batchSize / baseBatchSize;
    }
}
