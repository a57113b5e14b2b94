package io.skelspark.train;

import java.io.Serializable;

/** The definition of a network, small and serializable: what its state looks like, how it starts, how to run it. */
public interface Network extends Serializable {
    /** Names, shapes and places of its state. */
    StateLayout layout();

    /** Fresh weights; the same seed gives the same bits. */
    ModelState initialise(long seed);

    /** A copy that one thread can run. */
    Replica replica();
}
