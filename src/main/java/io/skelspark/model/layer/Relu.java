package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/** A layer that rectifies. */
public record Relu() implements Layer {
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        return Torch.relu(input);
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return input.relu();
    }
}
