package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.onnx.OnnxValue;

/** The product of features with the subsets of a graph, which carries them along its edges. */
final class GraphProduct {
    private GraphProduct() {}

    /**
     * Returns the features that arrive at each joint in each subset.
     *
     * @param features (N, C, T, V)
     * @param graphs (N, K, V, V), or (1, K, V, V) for all samples; rows are where features come from
     * @return (N, K * C, T, V)
     */
    static NDArray along(NDArray features, NDArray graphs, BoundWeights weights) {
        long columns = graphs.getShape().get(1) * graphs.getShape().get(3);
        weights.meter().count(Meter.Operator.MATRIX_PRODUCT, features.size() * columns);
        return weights.mode() == PassMode.TRAINING ? bySample(features, graphs) : byFrame(features, graphs);
    }

    /** Multiplies once for each graph: joints lie last in memory. */
    private static NDArray bySample(NDArray features, NDArray graphs) {
        Shape shape = features.getShape();
        long count = graphs.getShape().get(0);
        long subsets = graphs.getShape().get(1);
        long joints = shape.get(3);
        try (NDArray cells = features.reshape(count, features.size() / count / joints, joints);
                NDArray ordered = graphs.transpose(0, 2, 1, 3);
                NDArray edges = ordered.reshape(count, joints, subsets * joints);
                NDArray product = Torch.batchedProduct(cells, edges);
                NDArray split = product.reshape(shape.get(0), shape.get(1), shape.get(2), subsets, joints);
                NDArray stored = split.transpose(0, 3, 1, 2, 4)) {
            return stored.reshape(shape.get(0), subsets * shape.get(1), shape.get(2), joints);
        }
    }

    /** Multiplies once for each frame: channels lie last in memory, also in the result. */
    private static NDArray byFrame(NDArray features, NDArray graphs) {
        Shape shape = features.getShape();
        long samples = shape.get(0);
        long channels = shape.get(1);
        long frames = shape.get(2);
        long joints = shape.get(3);
        long count = graphs.getShape().get(0);
        long subsets = graphs.getShape().get(1);
        try (NDArray stored = features.transpose(0, 2, 3, 1);
                NDArray perFrame = stored.reshape(samples * frames, joints, channels);
                NDArray ordered = graphs.transpose(0, 3, 1, 2);
                NDArray edges = ordered.reshape(count, 1, joints * subsets, joints);
                NDArray repeated = edges.broadcast(new Shape(samples, frames, joints * subsets, joints));
                NDArray allEdges = repeated.reshape(samples * frames, joints * subsets, joints);
                NDArray product = Torch.batchedProduct(allEdges, perFrame);
                NDArray carried = product.reshape(samples, frames, joints, subsets * channels)) {
            return carried.transpose(0, 3, 1, 2);
        }
    }

    /**
     * Returns the features that arrive at each joint, in channels that each have a graph of their own.
     *
     * @param features (N, C, T, V), left open
     * @param graphs (N, C, V, V); rows are where features come from
     * @return (N, C, T, V), in the order of its axes in memory
     */
    static NDArray byChannel(NDArray features, NDArray graphs, BoundWeights weights) {
        Shape shape = features.getShape();
        long joints = shape.get(3);
        long channels = shape.get(0) * shape.get(1);
        weights.meter().count(Meter.Operator.MATRIX_PRODUCT, features.size() * joints);
        // with channels last in memory, this copies
        try (NDArray cells = features.reshape(channels, shape.get(2), joints);
                NDArray edges = graphs.reshape(channels, joints, joints);
                NDArray product = Torch.batchedProduct(cells, edges)) {
            return product.reshape(shape);
        }
    }

    /**
     * Adds the product by subset to a graph.
     *
     * @param graphs (N, K, V, V) or (K, V, V)
     * @param columns K * C
     */
    static OnnxValue export(OnnxValue features, OnnxValue graphs, int columns) {
        return features.reshape(0, 1, -1, 0).matMul(graphs).reshape(0, columns, -1, 0);
    }
}
