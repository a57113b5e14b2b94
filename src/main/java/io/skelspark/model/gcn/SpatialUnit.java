package io.skelspark.model.gcn;

import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;

/**
 * A spatial unit of a graph convolutional network: it carries features along the edges of the graph. An implementation is a
 * record of the unit's settings; a new one needs its class and a line in the class {@code ModelConfig} of
 * {@code io.skelspark.config}.
 *
 * <p>The text of an implementation is part of a run's identity in its checkpoints and must not change.
 */
public interface SpatialUnit extends Serializable {
    /**
     * Declares the weights.
     *
     * @param graph adjacency (K, V, V) of the skeleton, rows are where features come from
     * @return a layer from (N, in, T, V) to (N, out, T, V)
     */
    Layer declare(Weights.Scope scope, int in, int out, Tensor graph);

    /** Returns the names that the reference's backbone of these units gives to its state. */
    BackboneNames names();
}
