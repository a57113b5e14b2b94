package io.skelspark.train;

import io.skelspark.train.optimizer.Optimization;
import java.io.Serializable;

/**
 * The settings of a training run, apart from the network and the data.
 *
 * @param epochs largest number of epochs
 * @param patience number of epochs without a better validation top-1 after which the run ends early; 0: never
 * @param batching how the training set is cut into batches
 * @param optimization how gradients become updates of the weights
 * @param seed of first weights, order and augmentation
 * @param logInterval iterations between two log lines
 */
public record TrainSettings(
        int epochs, int patience, Batching batching, Optimization optimization, long seed, int logInterval)
        implements Serializable {
    /** Returns whether a run that has come so far is finished. */
    public boolean isFinished(Progress progress) {
        return progress.epoch() >= epochs || endsEarly(progress);
    }

    /** Returns whether the validation has not improved for so long that the run ends before its last epoch. */
    public boolean endsEarly(Progress progress) {
        return patience > 0
                && progress.iteration() == 0
                && progress.epoch() < epochs
                && progress.epoch() - progress.bestEpoch() >= patience;
    }
}
