package io.skelspark.train;

import java.util.function.BooleanSupplier;

/**
 * When a run writes the checkpoints that it can resume from.
 *
 * @param store written by rank 0
 * @param interval iterations between two checkpoints within an epoch; 0: one at the end of each epoch only
 * @param stop asked after each step whether the run is to end with a checkpoint; ranks may answer differently
 */
public record CheckpointSchedule(CheckpointStore store, int interval, BooleanSupplier stop) {
    boolean due(int iteration) {
        return interval > 0 && iteration % interval == 0;
    }
}
