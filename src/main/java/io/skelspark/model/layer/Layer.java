package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.List;

/** A part of a network: a function of an activation and of the weights. It keeps no values, and any thread can run it. */
public interface Layer {
    /** Computes the output; the input stays open. */
    NDArray forward(NDArray input, BoundWeights weights);

    /**
     * Adds what {@link #forward} computes in evaluation to a graph, as its definition says it and not in the order that is
     * fastest here.
     *
     * @return the output, of the shape that {@code forward} gives
     */
    OnnxValue export(OnnxValue input, OnnxGraph graph);

    /** Returns a layer that runs others one after another. */
    static Layer sequence(List<Layer> layers) {
        return new Sequence(layers);
    }
}
