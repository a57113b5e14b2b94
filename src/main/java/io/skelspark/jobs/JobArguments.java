package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
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
     * Reads the settings of the one stream that the job works on.
     *
     * @param more assignments that override everything else
     * @throws io.skelspark.config.ConfigError if the file has several streams and no feature is given
     */
    RunConfig stream(String... more) {
        List<String> all = new ArrayList<>(overrides);
        all.addAll(List.of(more));
        return RunConfig.stream(config, all);
    }

    /** Reads the settings for what all streams of the file share: its prepared set and its report. */
    RunConfig table() {
        return RunConfig.load(config, overrides);
    }

    /** Reads the settings of each stream of the file. */
    List<RunConfig> streams() {
        return RunConfig.perFeature(config, overrides);
    }
}
