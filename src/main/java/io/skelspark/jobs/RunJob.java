package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.pipeline.scoring.Evaluate;
import io.skelspark.pipeline.scoring.EvaluationRules;
import io.skelspark.pipeline.training.Train;
import io.skelspark.storage.Existing;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Makes an accuracy table from start to finish. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a whole accuracy table: prepares the set, trains every stream, evaluates.",
            "The setting features names the streams. Run the same command again to resume: finished parts are "
                    + "kept."
        },
        footer = {"", "Example: skelspark run jobs/sample.conf"})
final class RunJob implements Callable<Integer>, Followed {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Override
    public Integer call() throws Exception {
        List<RunConfig> streams = arguments.streams();
        RunConfig table = streams.get(0);
        try (SparkSession spark = SparkDriver.session("run " + table.name())) {
            Prepare.run(spark, table.prepare(Existing.REFUSE));
            for (RunConfig stream : streams) {
                if (Train.run(spark, stream, Train.Start.RESUME) == Train.Outcome.STOPPED) {
                    return Skelspark.STOPPED;
                }
            }
            System.out.println("\n" + Evaluate.run(spark, streams, EvaluationRules.STRICT));
        }
        return ExitCode.OK;
    }

    @Override
    public List<String> next() {
        return arguments.commandToDraw();
    }
}
