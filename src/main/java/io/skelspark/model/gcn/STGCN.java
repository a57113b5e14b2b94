package io.skelspark.model.gcn;

import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Weights;
import java.util.Collections;
import java.util.List;

/**
 * The spatial temporal graph convolutional backbone; with an adaptive graph, inner residuals and multi-scale temporal
 * units it is that of ST-GCN++.
 *
 * @param trunk what it shares with other backbones
 * @param gcn the spatial unit of each stage
 * @source mmaction/models/backbones/stgcn.py, STGCN
 */
public record STGCN(Trunk trunk, List<UnitGCN.Settings> gcn) implements GraphBackbone {
    /** @throws IllegalArgumentException if stages and spatial units differ in number */
    public STGCN {
        gcn = trunk.stages().each("spatial units", gcn);
    }

    /** With the same spatial unit in all stages. */
    public STGCN(Trunk trunk, UnitGCN.Settings gcn) {
        this(trunk, Collections.nCopies(trunk.stages().count(), gcn));
    }

    @Override
    public Backbone declare(Weights.Scope scope) {
        return trunk.declare(scope, gcn);
    }
}
