package io.skelspark.train;

import java.io.Serializable;

/**
 * The sums over some steps, of which a line of the log shows the means.
 *
 * @param steps number of steps
 * @param loss sum of their losses
 * @param seconds that they took
 * @param dataSeconds seconds of these in which a replica waited for its batches
 */
public record StepSums(int steps, double loss, double seconds, double dataSeconds) implements Serializable {
    /** The sums over no step. */
    public static final StepSums NONE = new StepSums(0, 0, 0, 0);

    StepSums plus(StepCounts counts, double stepSeconds) {
        return new StepSums(steps + 1, loss + counts.loss(), seconds + stepSeconds, dataSeconds + counts.dataSeconds());
    }
}
