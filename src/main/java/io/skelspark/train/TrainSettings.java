package io.skelspark.train;

import io.skelspark.train.optimizer.Optimization;
import java.io.Serializable;

/**
 * The settings of a training run, apart from the network and the data.
 *
 * @param epochs number of epochs
 * @param batching how the training set is cut into batches
 * @param optimization how gradients become updates of the weights
 * @param seed of first weights, order and augmentation
 * @param logInterval iterations between two log lines
 */
public record TrainSettings(int epochs, Batching batching, Optimization optimization, long seed, int logInterval)
        implements Serializable {
    /**
     * Returns the text by which checkpoints identify these settings. It must not change, whatever the components are
     * called: a run resumes only from a checkpoint with the same text.
     */
    @Override
    public String toString() {
        return "TrainSettings[epochs=" + epochs
                + ", repeat=" + batching.repeat()
                + ", sampling=" + batching.sampling()
                + ", replicas=" + batching.replicas()
                + ", batchPerReplica=" + batching.batchPerReplica()
                + (batching.mixup().equals(Mixup.OFF)
                        ? ""
                        : ", mixup=" + batching.mixup().alpha())
                + ", learningRate=" + optimization.learningRate()
                + ", schedule=" + optimization.schedule()
                + ", optimizer=" + optimization.optimizer()
                + ", maxGradientNorm=" + optimization.maxGradientNorm()
                + ", seed=" + seed
                + ", logInterval=" + logInterval + "]";
    }
}
