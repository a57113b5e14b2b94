package io.skelspark.model.gcn;

import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
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
     * @param graph that the unit starts from
     * @return a layer from (N, in, T, V) to (N, out, T, V)
     */
    Layer declare(Weights.Scope scope, int in, int out, SharedGraph graph);

    /** Returns the backbone of the reference that has these units. */
    BackboneType backbone();
}
