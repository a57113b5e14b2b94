package io.skelspark.train;

/** Where a run keeps its checkpoints. A checkpoint is there whole or not at all. */
public interface CheckpointStore {
    /** Which checkpoint of a run. */
    enum Kind {
        /** Of the last finished epoch. */
        LAST,
        /** Of the epoch with the best validation top-1. */
        BEST
    }

    /** Replaces the checkpoint of that kind. */
    void save(Kind kind, Checkpoint checkpoint);
}
