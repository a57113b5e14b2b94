package io.skelspark.model.layer;

import java.io.Serializable;

/**
 * The settings of a head.
 *
 * @param classes number of actions
 * @param dropout fraction of the averages that training drops
 * @param labelSmoothing share of the target that the loss spreads evenly over all classes
 */
public record HeadSettings(int classes, double dropout, double labelSmoothing) implements Serializable {
    /**
     * Checks the label smoothing.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public HeadSettings {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "label-smoothing is " + labelSmoothing + ", expected at least 0 and below 1");
        }
    }

    /** Returns the text by which checkpoints identify a head. It must not change. */
    @Override
    public String toString() {
        return "Settings[classes=" + classes + ", dropout=" + dropout + ", labelSmoothing=" + labelSmoothing + "]";
    }
}
