package io.skelspark.train.network;

import java.io.Serializable;

/** The definition of a network, small and serializable: the layout of its state, its first weights, how to run it. */
public interface Network extends Serializable {
    /** Returns the names, shapes and places of its state. */
    StateLayout layout();

    /** Returns first weights; the same seed gives the same bits. */
    ModelState initialise(long seed);

    /**
     * Creates a copy that one thread can train.
     *
     * @throws IllegalStateException if the engine does not see that device
     */
    Replica replica(Device device);

    /**
     * Creates a copy with fixed weights for evaluation, which one thread at a time can run.
     *
     * @throws IllegalStateException if the engine does not see that device
     * @throws IllegalArgumentException if the weights are not those of this network
     */
    Scorer scorer(ModelState state, Device device);

    /** Creates a copy on the processor with fixed weights for evaluation. */
    default Scorer scorer(ModelState state) {
        return scorer(state, Device.CPU);
    }
}
