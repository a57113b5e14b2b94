package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.engine.NetworkScorer;
import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Layer;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that a recogniser computes on the way to its logits, in evaluation mode. */
public final class Intermediates {
    private Intermediates() {}

    /**
     * Returns the backbone's output as the head takes it.
     *
     * @shape (N, M, C', T', V) or (N, C', T', H', W')
     */
    public static float[] features(Recognizer network, ModelState state, Batch batch) {
        Assembly layers = network.assemble();
        try (NetworkScorer scorer =
                NetworkScorer.of(layers.features(), layers.weights().layout(), state, Device.CPU)) {
            return scorer.logits(batch);
        }
    }

    /** Returns the output of each stage of the backbone, by the name of the stage. */
    public static Map<String, float[]> stages(Recognizer network, ModelState state, Batch batch) {
        Assembly layers = network.assemble();
        List<Backbone.Stage> stages = layers.backbone().stages();
        Map<String, float[]> outputs = new LinkedHashMap<>();
        for (int i = 0; i < stages.size(); i++) {
            Backbone first =
                    new Backbone(stages.subList(0, i + 1), layers.backbone().channels());
            try (NetworkScorer scorer = NetworkScorer.of(first, layers.weights().layout(), state, Device.CPU)) {
                outputs.put(stages.get(i).name(), scorer.logits(batch));
            }
        }
        return outputs;
    }

    /**
     * Returns the features averaged over all axes except samples and channels.
     *
     * @shape (N, C')
     */
    public static float[] pooled(Recognizer network, ModelState state, Batch batch) {
        Assembly layers = network.assemble();
        Layer pooling = new ForwardOnly((input, weights) -> {
            try (NDArray features = layers.features().forward(input, weights)) {
                return layers.head().pool().forward(features, weights);
            }
        });
        try (NetworkScorer scorer = NetworkScorer.of(pooling, layers.weights().layout(), state, Device.CPU)) {
            return scorer.logits(batch);
        }
    }
}
