package io.skelspark.train.schedule;

import java.io.Serializable;

/** A learning rate that changes over the course of training. */
public interface LearningRate extends Serializable {
    /**
     * Returns the rate of one step.
     *
     * @param iteration number of steps before it, over all epochs; 0 for the first step
     */
    double at(long iteration);
}
