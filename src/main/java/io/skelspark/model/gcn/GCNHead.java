package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Head;
import io.skelspark.model.layer.HeadSettings;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * The classifier of graph networks: features averaged over frames, joints and persons, then one linear layer.
 *
 * @source mmaction/models/heads/gcn_head.py, GCNHead
 */
public final class GCNHead {
    private GCNHead() {}

    /**
     * Declares the weights.
     *
     * @return a head from (N, M, C, T, V) to logits (N, K)
     */
    public static Head declare(Weights.Scope scope, int channels, HeadSettings settings) {
        return Head.declare(scope, scope.reference().graphClassifier(), new Average(), channels, settings);
    }

    /**
     * The average over frames, joints and persons, absent ones included.
     *
     * @shape (N, M, C, T, V) to (N, C)
     */
    private record Average() implements Layer {
        @Override
        public NDArray forward(NDArray features, BoundWeights weights) {
            weights.meter().count(Meter.Operator.AVERAGE_POOL, features.size());
            try (NDArray cells = features.flatten(3, 4);
                    NDArray people = cells.mean(new int[] {3})) {
                return people.mean(new int[] {1});
            }
        }

        @Override
        public OnnxValue export(OnnxValue features, OnnxGraph graph) {
            return features.mean(1, 3, 4);
        }
    }
}
