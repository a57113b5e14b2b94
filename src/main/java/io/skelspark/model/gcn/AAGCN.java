package io.skelspark.model.gcn;

import io.skelspark.model.layer.Initial;
import io.skelspark.model.layer.Weights;

/**
 * The backbone whose graph depends on the sample: that of 2s-AGCN, or of AAGCN where its units have attention.
 *
 * @param trunk what it shares with other backbones
 * @param gcn the spatial units
 * @source mmaction/models/backbones/aagcn.py, AAGCN
 */
public record AAGCN(Trunk trunk, UnitAAGCN.Settings gcn) implements Backbone.Settings {
    @Override
    public Backbone declare(Weights.Scope scope) {
        // the reference keeps the graph here as well and never reads it; checkpoints hold it
        scope.buffer("A", Initial.values(trunk.graph().values()), Adaptive.shape(trunk.graph()));
        return trunk.declare(scope, gcn);
    }
}
