package io.skelspark.train.schedule;

import java.util.List;

/**
 * A rate that is multiplied by {@code gamma} at each milestone.
 *
 * @param base the rate of the first step
 * @param gamma the factor
 * @param milestones iterations from which on the factor holds once more: epochs times iterations of an epoch
 * @source MMEngine, MultiStepLR by epoch
 */
public record MultiStep(double base, double gamma, List<Long> milestones) implements LearningRate {
    public MultiStep {
        milestones = List.copyOf(milestones);
    }

    /**
     * Milestones after so many epochs.
     *
     * @param epochs each is the number of epochs trained with the rate before it
     * @param iterationsPerEpoch steps of one epoch
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
