package io.skelspark.jobs;

import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.ManifestCheck;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.pipeline.preparation.PrepareVolumes;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.util.List;
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
            "The folder dataset.path also gets a manifest and a table of rejected records. A finished set that "
                    + "was made from the same source with the same settings is kept as it is."
        },
        footer = {"", "Example: skelspark prepare jobs/demo.conf dataset.source.path=demo/annotations"})
final class PrepareJob implements Callable<Integer>, Followed {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Option(
            names = "--volumes",
            paramLabel = "STREAM",
            description = {
                "keypoint or limb: also write heat-map volumes, one for each clip, made by pipeline.val. Prints the",
                "estimated size first. Training does not need them: it draws its own."
            })
    private @Nullable String volumes;

    @Override
    public Integer call() throws IOException {
        RunConfig config = volumes == null ? arguments.table() : arguments.stream("feature=" + volumes);
        if (volumes != null && !config.feature().isHeatmap()) {
            throw new ConfigError("--volumes " + volumes + ", expected keypoint or limb");
        }
        Existing existing = overwrite.existing();
        try (SparkSession spark =
                SparkDriver.session("prepare " + config.dataset().name())) {
            ManifestCheck.warn(config, Prepare.run(spark, config.prepare(existing)));
            if (volumes != null) {
                PrepareVolumes.run(spark, config, existing);
            }
        }
        return ExitCode.OK;
    }

    @Override
    public List<String> next() {
        RunConfig config = arguments.table();
        boolean several = config.features().size() > 1 && !arguments.assigns("feature");
        return several
                ? arguments.command(
                        "train", "feature=" + config.features().get(0).key())
                : arguments.command("train");
    }
}
