package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;

/** What a unit adds of its input to its output. */
@FunctionalInterface
public interface Shortcut {
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

    /** The input, through a pointwise convolution and a normalisation where the width changes. */
    static Shortcut fitting(Weights.Scope scope, int in, int out, Conv2d.FirstValues start) {
        return in == out
                ? IDENTITY
                : through(new ConvNorm(
                        Conv2d.declare(scope.child(0), in, out, Conv2d.POINTWISE, start),
                        BatchNorm.declare(scope.child(1), out)));
    }

    /** Adds to the output in place. */
    void addTo(NDArray output, NDArray input, BoundWeights weights);
}
