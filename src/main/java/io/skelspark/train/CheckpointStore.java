package io.skelspark.train;

import io.skelspark.skeleton.Keyed;

/** Where a run keeps its checkpoints. A checkpoint is there whole or not at all. */
public interface CheckpointStore {
    /** Which model of a run. */
    enum SavedModel implements Keyed {
        /** Of the last finished epoch. */
        LAST,
        /** Of the epoch with the best validation top-1. */
        BEST
    }

    /** Keeps a checkpoint to go on from beside the one before it; training outlives a store that cannot. */
    void save(Checkpoint checkpoint);

    /** Replaces the model of that kind, for which the run is made: what fails here ends the run. */
    void save(SavedModel kind, Checkpoint checkpoint);
}
