package io.skelspark.train;

/**
 * Sums over some steps, of which a line of the log shows the means.
 *
 * @param steps how many
 * @param loss of all steps
 * @param seconds they took
 * @param dataSeconds of these, a replica waited for its batches
 */
public record StepSums(int steps, double loss, double seconds, double dataSeconds) {
    /** Over no step. */
    public static final StepSums NONE = new StepSums(0, 0, 0, 0);

    StepSums plus(StepCounts counts, double stepSeconds) {
        return new StepSums(steps + 1, loss + counts.loss(), seconds + stepSeconds, dataSeconds + counts.dataSeconds());
    }
}
