package io.skelspark.jobs;

import io.skelspark.config.Assignments;
import io.skelspark.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/**
 * The positional arguments of every job with settings: {@code CONFIG [KEY=VALUE...]}. The command line reads the methods
 * of this class and of the jobs for every {@code --help}, so no type of Spark or Hadoop may be among them.
 */
final class JobArguments {
    @Parameters(
            index = "0",
            paramLabel = "CONFIG",
            description = "Settings file (HOCON), for example jobs/demo.conf or conf/stgcnpp/NAME.conf.")
    private String config = "";

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Settings that override the file, for example feature=bone train.epochs=4.")
    private List<String> overrides = new ArrayList<>();

    /** The settings file, as given. */
    String config() {
        return config;
    }

    /** The overrides, as given. */
    List<String> overrides() {
        return List.copyOf(overrides);
    }

    /**
     * Returns the command of another job with the same settings.
     *
     * @param assignments replace the given ones of the same keys
     */
    List<String> command(String job, String... assignments) {
        List<String> replaced = Stream.of(assignments).map(Assignments::key).toList();
        List<String> words = new ArrayList<>(List.of(job, config));
        overrides.stream()
                .filter(override -> !replaced.contains(Assignments.key(override)))
                .forEach(words::add);
        words.addAll(List.of(assignments));
        return words;
    }

    /** Returns the command of another job for all streams, or for the one stream that has a folder of its own. */
    List<String> commandForStreams(String job, RunConfig stream) {
        if (assigns("run-dir")) {
            return stream.features().size() == 1
                    ? command(job)
                    : command(job, "features=[" + stream.feature().key() + "]");
        }
        List<String> words = command(job);
        if (stream.features().size() > 1) {
            words.removeIf(word -> Assignments.key(word).equals("feature"));
        }
        return words;
    }

    /** Returns the command that draws the first clip and the curves of the runs. */
    List<String> commandToDraw() {
        List<String> words = command("visualize");
        words.addAll(List.of("--index", "0", "--run"));
        return words;
    }

    /** Returns whether the arguments set a key. */
    boolean assigns(String key) {
        return Assignments.set(overrides, key);
    }

    /**
     * Reads the settings of the one stream that the job works on.
     *
     * @param more assignments that override everything else
     * @throws io.skelspark.config.ConfigError if the file has several streams and no feature is given
     */
    RunConfig stream(String... more) {
        return RunConfig.stream(config, overridesAnd(more));
    }

    /** Reads the settings for what all streams of the file share: its prepared set and its report. */
    RunConfig table() {
        return RunConfig.load(config, overrides);
    }

    /**
     * Reads the settings of each stream of the file.
     *
     * @param more assignments that override everything else
     */
    List<RunConfig> streams(String... more) {
        return RunConfig.perFeature(config, overridesAnd(more));
    }

    private List<String> overridesAnd(String... more) {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(List.of(more));
        return all;
    }
}
