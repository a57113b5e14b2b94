package io.skelspark.train;

import io.skelspark.skeleton.Keyed;

/** The store of a run's checkpoints and models. Each of them is there whole or not at all. */
public interface CheckpointStore {
    /** One of the models of a run. */
    enum SavedModel implements Keyed {
        /** The model of the last finished epoch. */
        LAST,
        /** The model of the epoch with the best validation top-1. */
        BEST,
        /** The moving average of the weights at the last finished epoch, if the run keeps one. */
        EMA
    }

    /** Adds a checkpoint that the run can resume from and keeps the previous one; a failure is logged, not thrown. */
    void save(Checkpoint checkpoint);

    /** Replaces a model, which is what the run is for: a failure is thrown and ends the run. */
    void save(SavedModel kind, Checkpoint checkpoint);
}
