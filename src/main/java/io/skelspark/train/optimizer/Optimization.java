package io.skelspark.train.optimizer;

import io.skelspark.train.schedule.LearningRate;
import io.skelspark.train.schedule.Schedule;
import io.skelspark.train.schedule.Warmup;
import java.io.Serializable;
import java.util.List;

/**
 * The update of the weights by a gradient.
 *
 * @param learningRate rate of the first iteration, already scaled to the global batch
 * @param warmup how the rate rises at first
 * @param schedule how the rate changes after it
 * @param optimizer arithmetic of an update
 * @param maxGradientNorm clips the gradient to this L2 norm; 0: off
 * @param average average of the weights that is kept beside them
 */
public record Optimization(
        double learningRate,
        Warmup warmup,
        Schedule schedule,
        Optimizer optimizer,
        double maxGradientNorm,
        WeightAverage average)
        implements Serializable {
    /** Returns the rate of every iteration of a run. */
    public LearningRate rates(int epochs, int iterationsPerEpoch) {
        return warmup.before(schedule, learningRate, epochs, iterationsPerEpoch);
    }

    /**
     * Clips the gradient if that is asked for, and takes one step.
     *
     * @param parameters updated in place
     * @param gradient its first values, one per parameter, are read and may be clipped in place
     * @param buffers the optimizer's, updated in place
     * @param rate the learning rate of this step
     * @param step number of steps before it
     */
    public void update(float[] parameters, float[] gradient, List<float[]> buffers, double rate, long step) {
        if (maxGradientNorm > 0) {
            new ClipGradient(maxGradientNorm).clip(gradient, parameters.length);
        }
        optimizer.step(parameters, gradient, buffers, (float) rate, step);
    }
}
