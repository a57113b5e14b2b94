package io.skelspark.stage;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.data.RunDirectory;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import org.apache.hadoop.conf.Configuration;

/** What a stage that needs weights takes of a run. */
final class TrainedRun {
    private TrainedRun() {}

    /** The run's checkpoint of that kind. @throws ConfigError if it has none */
    static Checkpoint checkpoint(RunConfig config, CheckpointStore.Kind which, Configuration hadoop) {
        return new RunDirectory(config.runDir(), hadoop)
                .checkpoint(which, config.network().layout())
                .orElseThrow(() -> new ConfigError(config.runDir() + " holds no checkpoint " + which
                        + ", expected one of train or import. Train it first: skelspark train CONFIG feature="
                        + config.feature().title() + ", or give the settings of another run"));
    }
}
