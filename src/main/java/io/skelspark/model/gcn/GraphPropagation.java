package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * A layer that carries features along the edges of each subset.
 *
 * @param columns K * C, channels of the output
 */
record GraphPropagation(LearnedGraph adjacency, int columns) implements Layer {
    /**
     * Multiplies.
     *
     * @shape (N, C, T, V) to (N, K * C, T, V)
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDList graph =
                weights.derived(this, () -> new NDList(adjacency.values(weights).expandDims(0)));
        return GraphProduct.along(input, graph.get(0), weights);
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return GraphProduct.export(input, adjacency.export(graph), columns);
    }
}
