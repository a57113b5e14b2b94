package io.skelspark.train.network;

import java.io.Serializable;

/** The definition of a network, small and serializable: what its state looks like, how it starts, how to run it. */
public interface Network extends Serializable {
    /** Names, shapes and places of its state. */
    StateLayout layout();

    /** Fresh weights; the same seed gives the same bits. */
    ModelState initialise(long seed);

    /**
     * A copy that one thread can run.
     *
     * @throws IllegalStateException if the engine sees no such device, with what it sees
     */
    Replica replica(Device device);

    /** A copy on the processor that one thread can run. */
    default Replica replica() {
        return replica(Device.CPU);
    }

    /** A copy on the processor, for evaluation with these weights. */
    Scorer scorer(ModelState state);
}
