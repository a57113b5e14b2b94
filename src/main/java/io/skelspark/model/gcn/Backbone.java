package io.skelspark.model.gcn;

import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import java.io.Serializable;

/** A feature extractor. @shape (N, M, T, V, C) to (N * M, C', T', V) */
public interface Backbone extends Layer {
    /** What a backbone is made of; each kind has its own. */
    sealed interface Settings extends Serializable permits STGCN, AAGCN {
        /** What it shares with other backbones. */
        Trunk trunk();

        /** Declares the weights. */
        Backbone declare(Weights.Scope scope);
    }

    /** Number of features, C'. */
    int channels();
}
