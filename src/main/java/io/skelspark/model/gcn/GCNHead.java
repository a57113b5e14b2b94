package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Initial;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Linear;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.Weights;

/**
 * The classifier: features averaged over frames, joints and persons, then one linear layer.
 *
 * @source mmaction/models/heads/gcn_head.py, GCNHead
 */
public final class GCNHead implements Layer {
    private final String name;
    private final Linear fc;

    /** Declares the weights. */
    public GCNHead(Weights.Scope scope, int channels, int classes) {
        name = scope.path();
        fc = Linear.declare(scope.child("fc"), channels, classes, Initial.normal(0.01));
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
            weights.meter().count(Meter.Operator.AVERAGE_POOL, features.size());
            NDArray logits = fc.forward(pooled, weights);
            weights.meter().stage(name, logits.getShape());
            return logits;
        }
    }
}
