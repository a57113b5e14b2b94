package io.skelspark.train;

import java.util.function.BooleanSupplier;

/**
 * When a run writes what it can go on from.
 *
 * @param store written by rank 0
 * @param interval iterations of an epoch between two checkpoints; 0: there are none but at its end
 * @param stop asked after each step: whether the run is to end with a checkpoint; the ranks need not answer alike
 */
public record CheckpointSchedule(CheckpointStore store, int interval, BooleanSupplier stop) {
    /** At the ends of epochs alone, by a run that nobody stops. */
    public static CheckpointSchedule ofEpochs(CheckpointStore store) {
        return new CheckpointSchedule(store, 0, () -> false);
    }

    boolean due(int iteration) {
        return interval > 0 && iteration % interval == 0;
    }
}
