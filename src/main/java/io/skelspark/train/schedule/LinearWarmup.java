package io.skelspark.train.schedule;

/**
 * A rate that rises in a straight line to the first rate of another schedule, which then follows.
 *
 * @param startFactor the first rate, as a fraction of the full one
 * @param iterations number of steps of the rise; the last of them has the full rate already
 * @param after the schedule that follows, its iterations counted from the end of the rise
 * @source MMEngine, LinearLR followed by another scheduler
 */
public record LinearWarmup(double startFactor, long iterations, LearningRate after) implements LearningRate {
    /**
     * Checks the length of the rise.
     *
     * @throws IllegalArgumentException if it has fewer than two steps
     */
    public LinearWarmup {
        if (iterations < 2) {
            throw new IllegalArgumentException("warm-up takes " + iterations + " iterations, expected at least 2");
        }
    }

    @Override
    public double at(long iteration) {
        if (iteration >= iterations) {
            return after.at(iteration - iterations);
        }
        double risen = (double) iteration / (iterations - 1);
        return after.at(0) * (startFactor + (1 - startFactor) * risen);
    }
}
