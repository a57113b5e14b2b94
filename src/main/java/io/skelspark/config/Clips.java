package io.skelspark.config;

import java.io.Serializable;
import java.util.List;

/**
 * Shapes of one clip as a network takes it: (M, T, V, C) of joints, or (K, T, H, W) of heat maps.
 *
 * @param train of the training pipeline
 * @param test of the test pipeline
 */
public record Clips(List<Integer> train, List<Integer> test) implements Serializable {
    public Clips {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }
}
