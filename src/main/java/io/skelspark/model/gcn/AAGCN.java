package io.skelspark.model.gcn;

import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.Weights;
import java.util.Collections;
import java.util.List;

/**
 * The backbone whose graph depends on the sample: that of 2s-AGCN, or of AAGCN where its units have attention.
 *
 * @param trunk what it shares with other backbones
 * @param gcn the spatial unit of each stage
 * @source mmaction/models/backbones/aagcn.py, AAGCN
 */
public record AAGCN(Trunk trunk, List<UnitAAGCN.Settings> gcn) implements GraphBackbone {
    /** @throws IllegalArgumentException if stages and spatial units differ in number */
    public AAGCN {
        gcn = trunk.stages().each("spatial units", gcn);
    }

    /** With the same spatial unit in all stages. */
    public AAGCN(Trunk trunk, UnitAAGCN.Settings gcn) {
        this(trunk, Collections.nCopies(trunk.stages().count(), gcn));
    }

    @Override
    public Backbone declare(Weights.Scope scope) {
        // the reference keeps the graph here as well and never reads it; checkpoints hold it
        scope.buffer("A", Initializer.values(trunk.graph().values()), Adaptive.shape(trunk.graph()));
        return trunk.declare(scope, gcn);
    }
}
