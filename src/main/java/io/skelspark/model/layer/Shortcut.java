package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;

/** The residual of a unit: the term, made from its input, that it adds to its output. */
@FunctionalInterface
public interface Shortcut {
    /** Adds nothing. */
    Shortcut NONE = (output, input, weights) -> {};

    /** Adds the input itself. */
    Shortcut IDENTITY = (output, input, weights) -> output.addi(input);

    /** Returns a shortcut that adds the input through a layer, which makes it fit. */
    static Shortcut through(Layer layer) {
        return (output, input, weights) -> {
            try (NDArray fitted = layer.forward(input, weights)) {
                output.addi(fitted);
            }
        };
    }

    /** Returns a shortcut that adds the input, if the width changes through a pointwise convolution and a normalisation. */
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
