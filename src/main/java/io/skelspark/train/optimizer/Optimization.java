package io.skelspark.train.optimizer;

import io.skelspark.train.schedule.LearningRate;
import io.skelspark.train.schedule.Schedule;
import java.io.Serializable;

/**
 * The update of the weights by a gradient.
 *
 * @param learningRate rate of the first iteration, already scaled to the global batch
 * @param schedule how the rate changes over the run
 * @param optimizer arithmetic of an update
 * @param maxGradientNorm clips the gradient to this L2 norm; 0: off
 */
public record Optimization(double learningRate, Schedule schedule, Sgd optimizer, double maxGradientNorm)
        implements Serializable {
    /** Returns the rate of every iteration of a run. */
    public LearningRate rates(int epochs, int iterationsPerEpoch) {
        return schedule.create(learningRate, epochs, iterationsPerEpoch);
    }

    /**
     * Clips the gradient if that is asked for, and takes one step.
     *
     * @param parameters updated in place
     * @param gradient its first values, one per parameter, are read and may be clipped in place
     * @param momentum the optimizer's buffer, updated in place
     * @param rate the learning rate of this step
     */
    public void update(float[] parameters, float[] gradient, float[] momentum, double rate) {
        if (maxGradientNorm > 0) {
            new ClipGradient(maxGradientNorm).clip(gradient, parameters.length);
        }
        optimizer.step(parameters, gradient, momentum, (float) rate);
    }
}
