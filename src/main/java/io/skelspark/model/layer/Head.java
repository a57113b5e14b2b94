package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import java.io.Serializable;

/**
 * A classifier of features: they are averaged, some are dropped in training, and one linear layer follows.
 *
 * @param name its name in the state dict
 * @param pool from features to their averages (N, C')
 * @param dropped the averages, of which training drops some
 * @param classifier from averages to logits
 */
public record Head(String name, Layer pool, Layer dropped, Linear classifier) implements Layer {
    /**
     * What a head is made of.
     *
     * @param classes number of actions
     * @param dropout fraction of the averages that training drops
     * @param labelSmoothing share of the target that the loss spreads evenly over all classes
     */
    public record Settings(int classes, double dropout, double labelSmoothing) implements Serializable {
        /** @throws IllegalArgumentException if the label smoothing is not in [0, 1) */
        public Settings {
            if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
                throw new IllegalArgumentException(
                        "label-smoothing is " + labelSmoothing + ", expected at least 0 and below 1");
            }
        }
    }

    /**
     * Declares the weights.
     *
     * @param linear name of the linear layer
     * @param channels number of features
     */
    public static Head declare(Weights.Scope scope, String linear, Layer pool, int channels, Settings settings) {
        return new Head(
                scope.path(),
                pool,
                new Dropout(pool, settings.dropout),
                Linear.declare(scope.child(linear), channels, settings.classes, Initializer.normal(0.01)));
    }

    /** @return logits (N, K) */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        try (NDArray averages = dropped.forward(input, weights)) {
            NDArray logits = classifier.forward(averages, weights);
            weights.meter().stage(name, logits.getShape());
            return logits;
        }
    }
}
