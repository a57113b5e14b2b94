package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.function.BiFunction;

/** A layer of a test, which runs and is not exported. */
record ForwardOnly(BiFunction<NDArray, BoundWeights, NDArray> function) implements Layer {
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        return function.apply(input, weights);
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        throw new UnsupportedOperationException("a layer of a test");
    }
}
