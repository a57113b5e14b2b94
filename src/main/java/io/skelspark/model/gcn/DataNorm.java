package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
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
            BatchNorm bn = BatchNorm.declare(scope, persons * coordinates);
            return (input, weights) -> {
                Shape shape = input.getShape();
                long samples = shape.get(0) / persons;
                try (NDArray people = input.reshape(samples, (long) persons * coordinates, shape.get(2));
                        NDArray normalised = bn.forward(people, weights)) {
                    return normalised.reshape(shape);
                }
            };
        }
    },
    /** Normalises nothing. */
    NONE {
        @Override
        Layer normalise(Weights.Scope scope, int persons, int coordinates) {
            return (input, weights) -> input.duplicate();
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
        Layer norm = normalise(scope, persons, joints * channels);
        return (input, weights) -> {
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
        };
    }
}
