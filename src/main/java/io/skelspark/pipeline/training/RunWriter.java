package io.skelspark.pipeline.training;

import io.skelspark.checkpoint.MetricsLog;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * The run's folder as training writes to it. A checkpoint that cannot be written, as on a full disk, costs a warning and
 * not the hours that led to it: the one before it stays.
 *
 * @param metrics on the storage before the checkpoint is, so that a run that goes on behind it has its lines
 * @param console where the warning is shown
 */
record RunWriter(RunFolder run, MetricsLog metrics, Consumer<String> console) implements CheckpointStore {
    @Override
    public void save(Checkpoint checkpoint) {
        try {
            metrics.write();
            run.save(checkpoint);
        } catch (UncheckedIOException full) {
            console.accept("warning: no checkpoint behind " + checkpoint.progress() + ": " + full.getMessage()
                    + ". Training goes on; if it had to, it would start again from an older one");
        }
    }

    @Override
    public void save(SavedModel kind, Checkpoint checkpoint) {
        run.save(kind, checkpoint);
    }
}
