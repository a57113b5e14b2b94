package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Parameters;
import scala.Tuple2;

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

    /** The settings with another assignment, which wins over all. */
    RunConfig load(String assignment) {
        List<String> all = new ArrayList<>(overrides);
        all.add(assignment);
        return RunConfig.load(config, all);
    }

    List<RunConfig> perFeature() {
        return RunConfig.perFeature(config, overrides);
    }

    /** Settings of the file systems for a job that needs no cluster: Hadoop's own, and spark-submit's over them. */
    static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        for (Tuple2<String, String> setting : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }

    /** The application's session; master and resources come from spark-submit. */
    static SparkSession spark(String title) {
        return SparkSession.builder().appName("skelspark " + title).getOrCreate();
    }
}
