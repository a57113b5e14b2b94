package io.skelspark.model.gcn;

import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Weights;
import java.io.Serializable;

/** What a graph convolutional backbone is made of; each kind has its own settings. */
public sealed interface GraphBackbone extends Serializable permits STGCN, AAGCN {
    /** What all kinds share. */
    Trunk trunk();

    /** Declares the weights. @return a backbone from (N, M, T, V, C) to (N * M, C', T', V) */
    Backbone declare(Weights.Scope scope);
}
