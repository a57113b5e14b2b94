package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Dropout;
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
    private final Layer features;
    private final Linear fc;

    /**
     * Declares the weights.
     *
     * @param dropout fraction of the averages that training drops
     */
    public GCNHead(Weights.Scope scope, int channels, int classes, double dropout) {
        name = scope.path();
        features = new Dropout((input, weights) -> pool(input), dropout);
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
    public NDArray forward(NDArray input, BoundWeights weights) {
        try (NDArray pooled = features.forward(input, weights)) {
            weights.meter().count(Meter.Operator.AVERAGE_POOL, input.size());
            NDArray logits = fc.forward(pooled, weights);
            weights.meter().stage(name, logits.getShape());
            return logits;
        }
    }
}
