package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.gcn.Backbone;
import io.skelspark.model.gcn.GCNHead;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.train.ModelState;
import io.skelspark.train.Replica;
import io.skelspark.train.StateLayout;
import java.util.List;

/**
 * Recognises actions from skeletons (N, clips, M, T, V, C) with a graph convolutional backbone.
 *
 * @param backbone what extracts features
 * @param classes number of actions
 * @param headDropout fraction of the head's input that training drops
 * @param labelSmoothing share of the target that the loss spreads evenly over all classes
 * @source mmaction/models/recognizers/recognizer_gcn.py, RecognizerGCN
 */
public record RecognizerGCN(Backbone.Settings backbone, int classes, double headDropout, double labelSmoothing)
        implements Recognizer {
    /** @throws IllegalArgumentException if the label smoothing is not in [0, 1) */
    public RecognizerGCN {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "label-smoothing is " + labelSmoothing + ", expected at least 0 and below 1");
        }
    }

    /** The layers and their weights. */
    record Built(Weights weights, Backbone backbone, GCNHead head) implements Layer {
        /** The backbone's output. @shape (N, M, T, V, C) to (N, M, C', T', V) */
        NDArray features(NDArray input, BoundWeights bound) {
            long samples = input.getShape().get(0);
            long people = input.getShape().get(1);
            try (NDArray features = backbone.forward(input, bound)) {
                return features.reshape(
                        new Shape(samples, people).addAll(features.getShape().slice(1)));
            }
        }

        /** @shape (N, M, T, V, C) to logits (N, K) */
        @Override
        public NDArray forward(NDArray input, BoundWeights bound) {
            try (NDArray features = features(input, bound)) {
                return head.forward(features, bound);
            }
        }
    }

    Built build() {
        Weights weights = new Weights();
        Backbone extractor = backbone.declare(weights.scope("backbone"));
        Weights.Scope head = weights.scope("cls_head");
        return new Built(weights, extractor, new GCNHead(head, extractor.channels(), classes, headDropout));
    }

    @Override
    public StateLayout layout() {
        return build().weights.layout();
    }

    @Override
    public ModelState initialise(long seed) {
        return build().weights.initialise(seed);
    }

    /** @param clip (M, T, V, C) */
    @Override
    public Complexity complexity(List<Integer> clip) {
        Built built = build();
        return Complexity.of(built, built.weights.layout(), clip);
    }

    @Override
    public Replica replica() {
        Built built = build();
        return new NetworkReplica(built, built.weights.layout(), labelSmoothing);
    }
}
