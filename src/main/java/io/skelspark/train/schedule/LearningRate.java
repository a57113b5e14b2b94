package io.skelspark.train.schedule;

import java.io.Serializable;

/** A learning rate that changes as the training goes on. */
public interface LearningRate extends Serializable {
    /**
     * The rate of one step.
     *
     * @param iteration steps taken before it, over all epochs; the first step is 0
     */
    double at(long iteration);
}
