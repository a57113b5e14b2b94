package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Parameters;

/** What every job is given: a settings file and assignments that win over it. */
final class JobArguments {
    @Parameters(
            index = "0",
            paramLabel = "CONFIG",
            description = "Settings file (HOCON), for example jobs/demo.conf or conf/stgcnpp/NAME.conf.")
    String config = "";

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Settings that win over the file, for example feature=bone train.epochs=4.")
    List<String> overrides = new ArrayList<>();

    RunConfig load() {
        return RunConfig.load(config, overrides);
    }

    List<RunConfig> perFeature() {
        return RunConfig.perFeature(config, overrides);
    }

    /** The application's session; master and resources come from spark-submit. */
    static SparkSession spark(String title) {
        return SparkSession.builder().appName("skelspark " + title).getOrCreate();
    }
}
