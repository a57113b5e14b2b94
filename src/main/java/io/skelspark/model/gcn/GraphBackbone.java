package io.skelspark.model.gcn;

import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Weights;
import io.skelspark.tensor.Tensor;
import java.io.Serializable;
import java.util.Optional;

/**
 * A graph convolutional backbone. The text of an implementation is part of a run's identity in its checkpoints and must
 * not change: a run resumes only from a checkpoint with the same text.
 */
public sealed interface GraphBackbone extends Serializable permits StagedGCN, MSG3D {
    /** Returns M, the number of people of the input. */
    int persons();

    /** Returns V, the number of joints of the input. */
    int joints();

    /** Returns C, the number of values per joint. */
    int inChannels();

    /** Returns the graph of the skeleton (K, V, V) that the layers start from; empty if they start from random values. */
    Optional<Tensor> skeleton();

    /**
     * Declares the weights.
     *
     * @return a backbone from (N, M, T, V, C) to (N * M, C', T', V)
     */
    Backbone declare(Weights.Scope scope);
}
