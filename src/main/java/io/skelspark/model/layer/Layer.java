package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A part of a network: a function of an activation and of the weights. It keeps no values and any thread may run it. */
@FunctionalInterface
public interface Layer {
    /** The layer's output; the input stays open. */
    NDArray forward(NDArray input, BoundWeights weights);

    /** Layers one after another. */
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
