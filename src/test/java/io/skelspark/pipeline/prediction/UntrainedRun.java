package io.skelspark.pipeline.prediction;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.RunConfig;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.Progress;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** A run whose model has first weights, for tests that need any model. */
final class UntrainedRun {
    private UntrainedRun() {}

    /** Saves the model {@code last} of a run. */
    static void save(RunConfig config, long seed) {
        new RunFolder(config.runDir(), new Configuration())
                .save(
                        CheckpointStore.SavedModel.LAST,
                        new Checkpoint(
                                config.network().initialise(seed),
                                List.of(),
                                Map.of(),
                                Progress.between(1, -1, 1),
                                Map.of()));
    }
}
