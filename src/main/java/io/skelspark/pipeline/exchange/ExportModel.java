package io.skelspark.pipeline.exchange;

import io.skelspark.checkpoint.ModelFormat;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.storage.Existing;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Writes weights and buffers of a run into a file for other programs. */
public final class ExportModel {
    private ExportModel() {}

    /**
     * Writes the file, which readers see whole or not at all.
     *
     * @param file a path that ends in {@code .pth} or {@code .safetensors}
     * @return a message that says what was written
     * @throws ConfigError if the run has no such checkpoint, or the path has another ending
     * @throws IOException if the file cannot be written
     */
    public static String run(
            RunConfig config, CheckpointStore.SavedModel which, String file, Existing existing, Configuration hadoop)
            throws IOException {
        ModelFormat format;
        try {
            format = ModelFormat.of(file);
        } catch (IllegalArgumentException other) {
            throw new ConfigError("--to " + other.getMessage(), other);
        }
        Checkpoint checkpoint = TrainedRun.open(config, which, hadoop).checkpoint();
        existing.check(new Path(file), hadoop);
        format.write(file, checkpoint, hadoop);
        int tensors = checkpoint.state().layout().entries().size();
        return "exported " + tensors + " tensors after epoch " + checkpoint.epoch() + " of " + config.runDir() + " to "
                + file;
    }
}
