package io.skelspark.train;

/**
 * How far a run is.
 *
 * @param epoch number of finished epochs
 * @param iteration iterations of the next epoch that lie behind it; 0 between epochs
 * @param best best validation top-1 so far, as a fraction; -1 before the first
 * @param unlogged what the steps since the last line of the log add up to
 */
public record Progress(int epoch, int iteration, double best, StepSums unlogged) {
    /** Between two epochs. */
    public static Progress between(int epoch, double best) {
        return new Progress(epoch, 0, best, StepSums.NONE);
    }

    /** Whether it is further than another. */
    public boolean isBeyond(Progress other) {
        return epoch > other.epoch || (epoch == other.epoch && iteration > other.iteration);
    }

    @Override
    public String toString() {
        return iteration == 0 ? "epoch " + epoch : "epoch " + epoch + " and " + iteration + " iterations";
    }
}
