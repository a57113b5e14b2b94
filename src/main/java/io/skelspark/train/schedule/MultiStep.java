package io.skelspark.train.schedule;

import java.util.List;

/**
 * A rate that is multiplied by {@code gamma} at each milestone.
 *
 * @param base the rate of the first step
 * @param gamma the factor
 * @param milestones iterations at which the factor is applied once more: epochs times iterations of an epoch
 * @source MMEngine, MultiStepLR by epoch
 */
public record MultiStep(double base, double gamma, List<Long> milestones) implements LearningRate {
    public MultiStep {
        milestones = List.copyOf(milestones);
    }

    /**
     * Creates a rate that changes after whole epochs.
     *
     * @param epochs for each milestone, the number of epochs before it
     * @param iterationsPerEpoch number of steps of an epoch
     */
    public static MultiStep byEpoch(double base, double gamma, List<Integer> epochs, long iterationsPerEpoch) {
        return new MultiStep(
                base,
                gamma,
                epochs.stream().map(epoch -> epoch * iterationsPerEpoch).toList());
    }

    @Override
    public double at(long iteration) {
        double rate = base;
        for (long milestone : milestones) {
            if (iteration >= milestone) {
                rate *= gamma;
            }
        }
        return rate;
    }
}
