package io.skelspark.model.gcn;

import io.skelspark.model.layer.Weights;

/**
 * The spatial temporal graph convolutional backbone; with an adaptive graph, inner residuals and multi-scale temporal
 * units it is that of ST-GCN++.
 *
 * @param trunk what it shares with other backbones
 * @param gcn the spatial units
 * @source mmaction/models/backbones/stgcn.py, STGCN
 */
public record STGCN(Trunk trunk, UnitGCN.Settings gcn) implements Backbone.Settings {
    @Override
    public Backbone declare(Weights.Scope scope) {
        return trunk.declare(scope, gcn);
    }
}
