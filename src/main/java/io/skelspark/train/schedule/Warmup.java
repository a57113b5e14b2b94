package io.skelspark.train.schedule;

import java.io.Serializable;

/**
 * A linear rise of the learning rate over the first epochs, step by step.
 *
 * @param epochs number of epochs; 0: none
 * @param startFactor the first rate, as a fraction of the full one
 */
public record Warmup(int epochs, double startFactor) implements Serializable {
    /** No rise. */
    public static final Warmup NONE = new Warmup(0, 1);

    /** Returns the rate of every iteration of a run of {@code allEpochs} epochs: the rise, then the schedule. */
    public LearningRate before(Schedule schedule, double base, int allEpochs, int iterationsPerEpoch) {
        int risen = Math.min(epochs, allEpochs - 1);
        long rise = (long) risen * iterationsPerEpoch;
        return rise < 2
                ? schedule.create(base, 0, allEpochs, iterationsPerEpoch)
                : new LinearWarmup(startFactor, rise, schedule.create(base, risen, allEpochs, iterationsPerEpoch));
    }
}
