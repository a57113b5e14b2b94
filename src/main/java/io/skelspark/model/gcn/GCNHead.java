package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Initial;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;

/**
 * The classifier: features averaged over frames, joints and persons, then one linear layer.
 *
 * @source mmaction/models/heads/gcn_head.py, GCNHead
 */
public final class GCNHead implements Layer {
    private final Weight weight;
    private final Weight bias;

    /** Declares the weights. */
    public GCNHead(Weights.Scope scope, int channels, int classes) {
        weight = scope.child("fc").parameter("weight", Initial.normal(0.01), classes, channels);
        bias = scope.child("fc").parameter("bias", Initial.constant(0), classes);
    }

    /** The average over frames, joints and persons, absent ones included. @shape (N, M, C, T, V) to (N, C) */
    public NDArray pool(NDArray features) {
        try (NDArray cells = features.flatten(3, 4);
                NDArray people = cells.mean(new int[] {3})) {
            return people.mean(new int[] {1});
        }
    }

    /** @shape (N, M, C, T, V) to logits (N, classes) */
    @Override
    public NDArray forward(NDArray features, BoundWeights weights) {
        try (NDArray pooled = pool(features)) {
            return JniUtils.linear((PtNDArray) pooled, (PtNDArray) weights.get(weight), (PtNDArray) weights.get(bias));
        }
    }
}
