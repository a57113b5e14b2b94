package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.skeleton.Keyed;

/** The axes over which the coordinates that enter a backbone are normalised. */
public enum DataNorm implements Keyed {
    /** Normalises each coordinate of each joint; all persons share the statistics, absent ones included. */
    VC {
        @Override
        Layer normalise(Weights.Scope scope, int persons, int coordinates) {
            return BatchNorm.declare(scope, coordinates);
        }
    },
    /** Normalises each coordinate of each joint of each person. */
    MVC {
        @Override
        Layer normalise(Weights.Scope scope, int persons, int coordinates) {
            return new Together(BatchNorm.declare(scope, persons * coordinates), persons, coordinates);
        }
    },
    /** Normalises nothing. */
    NONE {
        @Override
        Layer normalise(Weights.Scope scope, int persons, int coordinates) {
            return new Unchanged();
        }
    };

    /**
     * Declares the weights.
     *
     * @return a layer from (N * M, V * C, T) to the same
     */
    abstract Layer normalise(Weights.Scope scope, int persons, int coordinates);

    /**
     * Declares the weights.
     *
     * @return a layer from (N, M, T, V, C) to (N * M, C, T, V)
     */
    Layer declare(Weights.Scope scope, int persons, int joints, int channels) {
        return new Activations(normalise(scope, persons, joints * channels), joints, channels);
    }

    /** The normalisation of the coordinates of all persons of a sample. */
    private record Together(BatchNorm bn, int persons, int coordinates) implements Layer {
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            Shape shape = input.getShape();
            long samples = shape.get(0) / persons;
            try (NDArray people = input.reshape(samples, (long) persons * coordinates, shape.get(2));
                    NDArray normalised = bn.forward(people, weights)) {
                return normalised.reshape(shape);
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue people = input.reshape(-1, (long) persons * coordinates, 0);
            return bn.export(people, graph).reshape(-1, coordinates, 0);
        }
    }

    /** The normalisation that leaves its input as it is. */
    private record Unchanged() implements Layer {
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            return input.duplicate();
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            return input;
        }
    }

    /** The normalised input in the order that blocks take. */
    private record Activations(Layer norm, int joints, int channels) implements Layer {
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            Shape shape = input.getShape();
            long people = shape.get(0) * shape.get(1);
            long frames = shape.get(2);
            try (NDArray ordered = input.transpose(0, 1, 3, 4, 2);
                    NDArray features = ordered.reshape(people, (long) joints * channels, frames);
                    NDArray normalised = norm.forward(features, weights);
                    NDArray split = normalised.reshape(people, joints, channels, frames);
                    NDArray activations = split.transpose(0, 2, 3, 1)) {
                return weights.mode().stored(activations);
            }
        }

        /** Orders frames first on the way: only the size of the first axis is known to stay. */
        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue byFrame = input.transpose(2, 0, 1, 3, 4).reshape(0, -1, (long) joints * channels);
            OnnxValue normalised = norm.export(byFrame.transpose(1, 2, 0), graph);
            return normalised.reshape(0, joints, channels, -1).transpose(0, 2, 3, 1);
        }
    }
}
