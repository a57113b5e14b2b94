package io.skelspark.pipeline.training;

import io.skelspark.checkpoint.MetricsLog;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Writes what training saves into the folder of the run. A checkpoint that cannot be written, for example to a full disk,
 * is a warning and does not end training: the checkpoint before it stays.
 *
 * @param metrics saved before each checkpoint, so that a run that resumes from the checkpoint has the lines up to it
 * @param console prints the warning
 */
record RunWriter(RunFolder run, MetricsLog metrics, Consumer<String> console) implements CheckpointStore {
    @Override
    public void save(Checkpoint checkpoint) {
        try {
            metrics.write();
            run.save(checkpoint);
        } catch (UncheckedIOException full) {
            console.accept("warning: no checkpoint after " + checkpoint.progress() + ": " + full.getMessage()
                    + ". Training continues; if it were cut off now, it would resume from an older checkpoint");
        }
    }

    @Override
    public void save(SavedModel kind, Checkpoint checkpoint) {
        run.save(kind, checkpoint);
    }
}
