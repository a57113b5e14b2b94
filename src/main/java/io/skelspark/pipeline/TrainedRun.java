package io.skelspark.pipeline;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.model.predict.ActionModel;
import io.skelspark.model.predict.ActionTranslator;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import org.apache.hadoop.conf.Configuration;

/** What is taken of a trained run by those who need its weights. */
public final class TrainedRun {
    private TrainedRun() {}

    /**
     * The run as a model of Deep Java Library, which gives what the job predict shows. There is no model zoo of runs for
     * its {@code Criteria}: one would have to read settings and checkpoints below the packages that may.
     *
     * @throws ConfigError if the run has no checkpoint yet
     */
    public static ActionModel model(RunConfig config, Configuration hadoop) {
        Checkpoint checkpoint = checkpoint(config, config.evaluation().checkpoint(), hadoop);
        ActionTranslator translator = new ActionTranslator(
                config.pipelines().test(), ClipAverage.PROB, config.dataset().classes());
        return new ActionModel(config.name(), config.network(), checkpoint.state(), translator);
    }

    /** The run's checkpoint of that kind. @throws ConfigError if it has none */
    public static Checkpoint checkpoint(RunConfig config, CheckpointStore.SavedModel which, Configuration hadoop) {
        return new RunFolder(config.runDir(), hadoop)
                .checkpoint(which, config.network().layout())
                .orElseThrow(() -> new ConfigError(config.runDir() + " holds no checkpoint " + which
                        + ", expected one of train or import. Train it first: skelspark train CONFIG feature="
                        + config.feature().key() + ", or give the settings of another run"));
    }
}
