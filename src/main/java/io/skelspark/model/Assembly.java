package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Head;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * The layers of a recogniser and their weights.
 *
 * @param weights declared by the layers
 * @param backbone extracts features
 * @param features gives the backbone's output in the shape that the head takes
 * @param head from features to logits (N, K)
 */
public record Assembly(Weights weights, Backbone backbone, Layer features, Head head) implements Layer {
    @Override
    public NDArray forward(NDArray input, BoundWeights bound) {
        try (NDArray extracted = features.forward(input, bound)) {
            return head.forward(extracted, bound);
        }
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return head.export(features.export(input, graph), graph);
    }
}
