package io.skelspark.pipeline.exchange;

import io.skelspark.checkpoint.ModelFormat;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.model.layer.Reference;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.storage.Existing;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Writes the model of a run for other programs: its weights and buffers in one file, or the network that computes with them. */
public final class ExportModel {
    private ExportModel() {}

    /**
     * Writes the file, which readers see whole or not at all.
     *
     * @param file a path that ends in {@code .pth} or {@code .safetensors} for the weights, or in {@code .onnx} for the
     *     network; beside that one come its settings and the names of its classes
     * @param names project whose names the weights get; those of the network if there is none
     * @return a message that says what was written
     * @throws ConfigError if the run has no such checkpoint, the path has another ending, or a network is asked for that
     *     was trained under other settings
     * @throws IOException if a file exists and must stay, or cannot be written
     */
    public static String run(
            RunConfig config,
            CheckpointStore.SavedModel which,
            String file,
            @Nullable Reference names,
            Existing existing,
            Configuration hadoop)
            throws IOException {
        if (file.endsWith(OnnxExport.ENDING)) {
            TrainedRun run = TrainedRun.open(config, which, hadoop);
            return new OnnxExport(file).write(run, existing, hadoop);
        }
        ModelFormat format;
        try {
            format = ModelFormat.of(file);
        } catch (IllegalArgumentException other) {
            throw new ConfigError("--to " + file + " ends in none of .pth, .safetensors and .onnx", other);
        }
        Checkpoint checkpoint = TrainedRun.open(config, which, hadoop).checkpoint();
        existing.check(new Path(file), hadoop);
        format.write(
                file,
                names == null ? checkpoint : checkpoint.named(config.network().layout(names)),
                hadoop);
        int tensors = checkpoint.state().layout().entries().size();
        return "exported " + tensors + " tensors after epoch " + checkpoint.epoch() + " of " + config.runDir() + " to "
                + file;
    }
}
