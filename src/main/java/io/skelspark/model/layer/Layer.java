package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A part of a network: a function of an activation and of the weights. It keeps no values, and any thread can run it. */
@FunctionalInterface
public interface Layer {
    /** Computes the output; the input stays open. */
    NDArray forward(NDArray input, BoundWeights weights);

    /** Returns a layer that runs others one after another. */
    static Layer sequence(List<Layer> layers) {
        return (input, weights) -> {
            NDArray output = input;
            for (Layer layer : layers) {
                NDArray next = layer.forward(output, weights);
                if (output != input) {
                    output.close();
                }
                output = next;
            }
            return output;
        };
    }
}
