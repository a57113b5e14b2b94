package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Parameters;
import scala.Tuple2;

/** The positional arguments of every job with settings: {@code CONFIG [KEY=VALUE...]}. */
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

    /** Returns the file system settings for a job that needs no cluster: Hadoop's own, overridden by spark-submit's. */
    static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }

    /** Starts the application's session; master and resources come from spark-submit. */
    static SparkSession spark(String title) {
        return SparkSession.builder().appName("skelspark " + title).getOrCreate();
    }
}
