package io.skelspark.train;

/**
 * The point that a run has reached.
 *
 * @param epoch number of finished epochs
 * @param iteration number of finished iterations of the next epoch; 0 between epochs
 * @param best best validation top-1 so far, as a fraction; -1 before the first validation
 * @param unlogged sums over the steps since the last line of the log
 */
public record Progress(int epoch, int iteration, double best, StepSums unlogged) {
    /** Returns a point between two epochs. */
    public static Progress between(int epoch, double best) {
        return new Progress(epoch, 0, best, StepSums.NONE);
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
