package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.scoring.Evaluate;
import io.skelspark.pipeline.scoring.EvaluationRules;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores and fuses the trained streams. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Scores the test split with every trained stream and writes the accuracy tables.",
            "Fuses the streams by sample id. The tables (Markdown, CSV, JSON) go into the report folder "
                    + "(setting report-dir) and replace those of an earlier evaluation under the same settings."
        },
        footer = {"", "Example: skelspark evaluate jobs/demo.conf features=[joint,bone]"})
final class EvaluateJob implements Callable<Integer>, Followed {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Option(
            names = "--other-settings",
            description = "Score a run under settings that it was not trained with; the table says so.")
    private boolean otherSettings;

    @Option(names = "--training-clips", description = "Score clips that the run was trained on; the table says so.")
    private boolean trainingClips;

    @Override
    public Integer call() throws Exception {
        List<RunConfig> streams = arguments.streams();
        EvaluationRules rules = new EvaluationRules(otherSettings, trainingClips, overwrite.existing());
        try (SparkSession spark =
                SparkDriver.session("evaluate " + streams.get(0).name())) {
            System.out.println(Evaluate.run(spark, streams, rules));
        }
        return ExitCode.OK;
    }

    @Override
    public List<String> next() {
        return arguments.commandToDraw();
    }
}
