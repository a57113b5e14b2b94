package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Mode;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;

/** Over which axes the coordinates that enter a backbone are normalised. */
public enum DataNorm {
    /** Each coordinate of each joint on its own; all persons share the statistics, absent ones included. */
    VC {
        @Override
        Layer declare(Weights.Scope scope, int joints, int channels) {
            BatchNorm bn = BatchNorm.declare(scope.child("data_bn"), joints * channels);
            return (input, weights) -> {
                Shape shape = input.getShape();
                long people = shape.get(0) * shape.get(1);
                long frames = shape.get(2);
                try (NDArray ordered = input.transpose(0, 1, 3, 4, 2);
                        NDArray features = ordered.reshape(people, (long) joints * channels, frames);
                        NDArray normalised = bn.forward(features, weights);
                        NDArray split = normalised.reshape(people, joints, channels, frames)) {
                    return store(split, weights.mode());
                }
            };
        }
    };

    /** Declares the weights. @return a layer from (N, M, T, V, C) to (N * M, C, T, V) */
    abstract Layer declare(Weights.Scope scope, int joints, int channels);

    /** @shape (N, V, C, T) to (N, C, T, V), in the mode's order of memory */
    private static NDArray store(NDArray input, Mode mode) {
        if (mode == Mode.TRAINING) {
            try (NDArray ordered = input.transpose(0, 2, 3, 1)) {
                return Torch.contiguous(ordered);
            }
        }
        try (NDArray ordered = input.transpose(0, 3, 1, 2);
                NDArray stored = Torch.contiguous(ordered)) {
            return stored.transpose(0, 3, 1, 2);
        }
    }
}
