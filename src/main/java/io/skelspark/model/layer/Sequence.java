package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.List;

/** Layers that run one after another. */
record Sequence(List<Layer> layers) implements Layer {
    Sequence {
        layers = List.copyOf(layers);
    }

    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray output = input;
        for (Layer layer : layers) {
            NDArray next = layer.forward(output, weights);
            if (output != input) {
                output.close();
            }
            output = next;
        }
        return output;
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        OnnxValue output = input;
        for (Layer layer : layers) {
            output = layer.export(output, graph);
        }
        return output;
    }
}
