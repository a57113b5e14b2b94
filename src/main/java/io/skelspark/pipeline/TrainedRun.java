package io.skelspark.pipeline;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.checkpoint.RunProvenance;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.model.predict.SlidingPredictor;
import io.skelspark.model.predict.Windows;
import io.skelspark.skeleton.ImageShape;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore.SavedModel;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A trained or imported run: its settings and one of its models.
 *
 * @param stored the model
 */
public record TrainedRun(RunConfig config, RunFolder folder, RunFolder.Stored stored) {
    /**
     * Opens the run with the model that {@code evaluate.checkpoint} names.
     *
     * @throws ConfigError if the run has no such model yet
     */
    public static TrainedRun open(RunConfig config, Configuration hadoop) {
        return open(config, config.evaluation().checkpoint(), hadoop);
    }

    /**
     * Opens the run with one of its models.
     *
     * @throws ConfigError if the run has no such model yet
     */
    public static TrainedRun open(RunConfig config, SavedModel which, Configuration hadoop) {
        RunFolder folder = new RunFolder(config.runDir(), hadoop);
        RunFolder.Stored stored = folder.model(which, config.network().layout())
                .orElseThrow(() -> new ConfigError(config.runDir() + " holds no model " + which.key()
                        + ", expected one of train or import. Train it first: skelspark train CONFIG feature="
                        + config.feature().key() + ", or give the settings of another run"));
        return new TrainedRun(config, folder, stored);
    }

    /**
     * Returns how the run differs from the settings in use, or empty if it does not. Weights that were imported alone do not
     * say under which settings they were trained, and are not compared.
     *
     * @param now the identity of the settings in use
     * @param purpose what the model serves
     */
    public Optional<String> difference(RunIdentity now, RunIdentity.Purpose purpose) {
        Optional<String> text = provenance().identity();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<RunIdentity> identity = RunIdentity.parse(text.get());
        if (identity.isEmpty()) {
            return Optional.of("it was made by a version that did not store all settings");
        }
        List<RunIdentity.Difference> differences = identity.get().differences("run", now, purpose);
        return differences.isEmpty() ? Optional.empty() : Optional.of(RunIdentity.text(differences));
    }

    /**
     * Checks that the model gets the input that it was trained on.
     *
     * @throws ConfigError if network or input are other ones, naming each setting that differs
     */
    public TrainedRun requireSameInput() {
        difference(RunIdentity.of(config), RunIdentity.Purpose.PREDICTION).ifPresent(difference -> {
            throw new ConfigError(
                    "the run in " + folder + " has other settings: " + difference + ". Give the settings of the run");
        });
        return this;
    }

    /** Returns the SHA-256 of the file that the model was read from, in hexadecimal. */
    public String sha256() {
        return stored.sha256();
    }

    /** Returns the weights and their provenance. */
    public Checkpoint checkpoint() {
        return stored.checkpoint();
    }

    /** Returns the origin of the model. */
    public RunProvenance provenance() {
        return RunProvenance.of(checkpoint());
    }

    /**
     * Creates a predictor, for one thread.
     *
     * @throws ConfigError if the run was trained on other input
     */
    public ActionPredictor predictor() {
        return TrainedStreams.of(this).predictor();
    }

    /**
     * Creates a predictor of frames as they are recorded, for one thread.
     *
     * @param windows length and stride of the windows that are scored
     * @param image size of the frames, or null if it is not known or joints are 3D
     * @throws ConfigError if the run was trained on other input
     */
    public SlidingPredictor slidingPredictor(Windows windows, @Nullable ImageShape image) {
        return new SlidingPredictor(predictor(), windows, image);
    }
}
