package io.skelspark.config;

import java.io.Serializable;
import java.util.List;

/**
 * The shapes of one view as a network takes it: (M, T, V, C) of joints, or (K, T, H, W) of heat maps.
 *
 * @param train shape from the training pipeline
 * @param test shape from the test pipeline
 */
public record ViewShapes(List<Integer> train, List<Integer> test) implements Serializable {
    /** Copies the lists. */
    public ViewShapes {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }
}
