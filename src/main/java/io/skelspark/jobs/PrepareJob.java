package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.data.PrepareSettings;
import io.skelspark.stage.Prepare;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prepares a data set. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = {
            "Reads annotations (setting dataset.source), checks every record and writes a partitioned Parquet set",
            "with a manifest and a table of rejected records into the folder dataset.path."
        },
        footer = {"", "Example: skelspark prepare jobs/demo.conf dataset.source.path=demo/annotations"})
final class PrepareJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--overwrite",
            description = "Replace a finished set that was made from another source or with other settings.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        RunConfig config = arguments.load();
        try (SparkSession spark =
                JobArguments.spark("prepare " + config.dataset().name())) {
            Prepare.run(
                    spark,
                    config.dataset()
                            .prepare(overwrite ? PrepareSettings.Existing.OVERWRITE : PrepareSettings.Existing.KEEP));
        }
        return ExitCode.OK;
    }
}
