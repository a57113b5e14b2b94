package io.skelspark.model.layer;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.List;

/**
 * A feature extractor, made of stages that run one after another.
 *
 * @param stages in the order in which they run
 * @param channels number of features
 */
public record Backbone(List<Stage> stages, int channels) implements Layer {
    /**
     * A part that is counted on its own, and whose output tests compare.
     *
     * @param name its name in the state dict
     * @param layer computes it
     */
    public record Stage(String name, Layer layer) {}

    public Backbone {
        stages = List.copyOf(stages);
    }

    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray output = input;
        for (Stage stage : stages) {
            NDArray next = stage.layer.forward(output, weights);
            output = output == input ? next : then(output, next);
            weights.meter().stage(stage.name, output.getShape());
        }
        return output;
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        OnnxValue output = input;
        for (Stage stage : stages) {
            output = stage.layer.export(output, graph);
        }
        return output;
    }
}
