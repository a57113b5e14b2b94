package io.skelspark.train;

import java.io.Serializable;

/**
 * The point that a run has reached.
 *
 * @param epoch number of finished epochs
 * @param iteration number of finished iterations of the next epoch; 0 between epochs
 * @param best best validation top-1 so far, as a fraction; -1 before the first validation
 * @param bestEpoch number of finished epochs when it was reached; 0 before the first validation
 * @param unlogged sums over the steps since the last line of the log
 */
public record Progress(int epoch, int iteration, double best, int bestEpoch, StepSums unlogged)
        implements Serializable {
    /** The point before the first step of a run. */
    public static final Progress START = between(0, -1, 0);

    /** Returns a point between two epochs. */
    public static Progress between(int epoch, double best, int bestEpoch) {
        return new Progress(epoch, 0, best, bestEpoch, StepSums.NONE);
    }

    /** Returns whether this point is after another. */
    public boolean isBeyond(Progress other) {
        return epoch > other.epoch || (epoch == other.epoch && iteration > other.iteration);
    }

    @Override
    public String toString() {
        return iteration == 0 ? "epoch " + epoch : "epoch " + epoch + " and " + iteration + " iterations";
    }
}
