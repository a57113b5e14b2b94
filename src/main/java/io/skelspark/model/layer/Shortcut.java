package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/** The residual of a unit: the term, made from its input, that it adds to its output. */
public sealed interface Shortcut {
    /** Adds nothing. */
    Shortcut NONE = new None();

    /** Adds the input itself. */
    Shortcut IDENTITY = new Identity();

    /** Returns a shortcut that adds the input through a layer, which makes it fit. */
    static Shortcut through(Layer layer) {
        return new Through(layer);
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

    /** Adds the sum of the output and this term to a graph. */
    OnnxValue export(OnnxValue output, OnnxValue input, OnnxGraph graph);

    /** The shortcut that adds nothing. */
    record None() implements Shortcut {
        @Override
        public void addTo(NDArray output, NDArray input, BoundWeights weights) {}

        @Override
        public OnnxValue export(OnnxValue output, OnnxValue input, OnnxGraph graph) {
            return output;
        }
    }

    /** The shortcut that adds the input itself. */
    record Identity() implements Shortcut {
        @Override
        public void addTo(NDArray output, NDArray input, BoundWeights weights) {
            output.addi(input);
        }

        @Override
        public OnnxValue export(OnnxValue output, OnnxValue input, OnnxGraph graph) {
            return output.add(input);
        }
    }

    /** The shortcut that adds the input through a layer. */
    record Through(Layer layer) implements Shortcut {
        @Override
        public void addTo(NDArray output, NDArray input, BoundWeights weights) {
            try (NDArray fitted = layer.forward(input, weights)) {
                output.addi(fitted);
            }
        }

        @Override
        public OnnxValue export(OnnxValue output, OnnxValue input, OnnxGraph graph) {
            return output.add(layer.export(input, graph));
        }
    }
}
