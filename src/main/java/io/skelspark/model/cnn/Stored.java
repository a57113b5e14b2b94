package io.skelspark.model.cnn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/** The start of a backbone: it gives volumes the order in memory that all activations of a pass have. */
record Stored() implements Layer {
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        return weights.mode().stored(input);
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return input;
    }
}
