package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * A classifier of features: it averages them, drops some in training, and applies one linear layer.
 *
 * @param name its name in the state dict
 * @param pool from features to their averages (N, C')
 * @param dropped from features to averages, of which training drops some
 * @param classifier from averages to logits
 */
public record Head(String name, Layer pool, Layer dropped, Linear classifier) implements Layer {
    /**
     * Declares the weights.
     *
     * @param linear name of the linear layer
     * @param pool from features to their averages
     * @param channels number of features
     */
    public static Head declare(Weights.Scope scope, String linear, Layer pool, int channels, HeadSettings settings) {
        return new Head(
                scope.path(),
                pool,
                new Dropout(pool, settings.dropout()),
                Linear.declare(scope.child(linear), channels, settings.classes(), Initializer.normal(0.01)));
    }

    /**
     * Classifies features.
     *
     * @return logits (N, K)
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        try (NDArray averages = dropped.forward(input, weights)) {
            NDArray logits = classifier.forward(averages, weights);
            weights.meter().stage(name, logits.getShape());
            return logits;
        }
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return classifier.export(dropped.export(input, graph), graph);
    }
}
