package io.skelspark.train.schedule;

/**
 * A rate that falls along half a cosine, from {@code base} at iteration 0 to {@code minimum} at {@code period}, and
 * stays there.
 *
 * @param base the rate of the first step
 * @param minimum the rate after the last step
 * @param period iterations of the whole training: epochs times iterations of an epoch
 * @source SGDR, arXiv:1608.03983; MMEngine, CosineAnnealingLR by iteration, which computes each rate from the previous one:
 *     equal up to rounding
 */
public record CosineAnnealing(double base, double minimum, long period) implements LearningRate {
    /**
     * Checks the period.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public CosineAnnealing {
        if (period < 1) {
            throw new IllegalArgumentException("cosine period is " + period + " iterations, expected at least 1");
        }
    }

    @Override
    public double at(long iteration) {
        double turn = Math.PI * Math.min(iteration, period) / period;
        return minimum + (base - minimum) / 2 * (1 + Math.cos(turn));
    }
}
