package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.pipeline.preparation.PrepareVolumes;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prepares a data set. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = {
            "Checks annotations (setting dataset.source) and writes them as a partitioned Parquet set.",
            "A manifest and a table of rejected records go with it into the folder dataset.path."
        },
        footer = {"", "Example: skelspark prepare jobs/demo.conf dataset.source.path=demo/annotations"})
final class PrepareJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--overwrite",
            description = "Replace a finished set that was made from another source or with other settings.")
    private boolean overwrite;

    @Option(
            names = "--volumes",
            paramLabel = "STREAM",
            description = {
                "keypoint or limb: write the heat map volumes of the set too, of each clip the one that pipeline.val",
                "makes. Their size is said before they are written. Training does not need them: it draws its own."
            })
    private @Nullable String volumes;

    @Override
    public Integer call() throws IOException {
        RunConfig config = volumes == null ? arguments.load() : arguments.load("feature=" + volumes);
        if (volumes != null && !config.feature().isHeatmap()) {
            throw new ConfigError("--volumes " + volumes + ", expected keypoint or limb");
        }
        Existing existing = overwrite ? Existing.OVERWRITE : Existing.REFUSE;
        try (SparkSession spark =
                JobArguments.spark("prepare " + config.dataset().name())) {
            Prepare.run(spark, config.dataset().prepare(existing));
            if (volumes != null) {
                PrepareVolumes.run(spark, config, existing);
            }
        }
        return ExitCode.OK;
    }
}
