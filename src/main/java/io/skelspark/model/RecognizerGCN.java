package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.gcn.GCNHead;
import io.skelspark.model.gcn.GraphBackbone;
import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Head;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;

/**
 * A network that recognises actions from skeletons (N, views, M, T, V, C) with a graph convolutional backbone.
 *
 * @param backbone extracts features
 * @param head settings of the classifier
 * @source mmaction/models/recognizers/recognizer_gcn.py, RecognizerGCN
 */
public record RecognizerGCN(GraphBackbone backbone, HeadSettings head) implements Recognizer {
    /**
     * Declares the layers.
     *
     * @return layers from (N, M, T, V, C) to logits (N, K)
     */
    @Override
    public Assembly assemble() {
        Weights weights = new Weights();
        Backbone extractor = backbone.declare(weights.scope("backbone"));
        Head classifier = GCNHead.declare(weights.scope("cls_head"), extractor.channels(), head);
        return new Assembly(weights, extractor, people(extractor), classifier);
    }

    /**
     * Splits samples and persons again.
     *
     * @return a layer from (N, M, T, V, C) to (N, M, C', T', V)
     */
    private static Layer people(Backbone backbone) {
        return (input, bound) -> {
            Shape people = input.getShape().slice(0, 2);
            try (NDArray features = backbone.forward(input, bound)) {
                return features.reshape(people.addAll(features.getShape().slice(1)));
            }
        };
    }
}
