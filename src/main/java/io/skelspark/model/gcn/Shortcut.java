package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;

/** What a unit adds of its input to its output. */
@FunctionalInterface
interface Shortcut {
    /** Nothing. */
    Shortcut NONE = (output, input, weights) -> {};

    /** The input itself. */
    Shortcut IDENTITY = (output, input, weights) -> output.addi(input);

    /** The input through layers that make it fit. */
    static Shortcut through(Layer layer) {
        return (output, input, weights) -> {
            try (NDArray fitted = layer.forward(input, weights)) {
                output.addi(fitted);
            }
        };
    }

    /** Adds to the output in place. */
    void addTo(NDArray output, NDArray input, BoundWeights weights);
}
