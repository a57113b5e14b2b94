package io.skelspark.jobs;

import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.pipeline.prediction.PredictionSettings;
import io.skelspark.pipeline.prediction.Watch;
import io.skelspark.pipeline.prediction.WatchOrigin;
import io.skelspark.pipeline.prediction.WatchSettings;
import io.skelspark.pipeline.prediction.WatchTables;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names the actions in recordings as they arrive. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Names the actions in recordings as they arrive in a folder, until it is stopped.",
            "Each recording is scored once, when it has not changed for a while. Killed at any moment, the same command "
                    + "goes on: nothing is scored twice and nothing is lost. SIGTERM ends it after the current batch."
        },
        footer = {"", "Example: skelspark watch jobs/sample.conf --from datasets/sample --to actions --once"})
final class WatchJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Mixin
    private PredictOptions options = new PredictOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "Folder of the tables and of what is known of scored recordings.")
    private String folder = "";

    @Option(
            names = "--quiet",
            converter = WholeNumber.FromZero.class,
            paramLabel = "SECONDS",
            description = "Score a recording when it has not changed for this time (default: ${DEFAULT-VALUE}).")
    private int quiet = 5;

    @Option(
            names = "--batch",
            converter = WholeNumber.FromOne.class,
            paramLabel = "N",
            description = "Score at most so many recordings at a time (default: ${DEFAULT-VALUE}).")
    private int batch = 64;

    @Option(names = "--once", description = "Score the recordings that are there and end.")
    private boolean once;

    @Override
    public Integer call() throws IOException {
        String from = options.from();
        TrainedStreams streams = options.streams(arguments, from);
        PredictionSettings settings = options.settings(folder);
        WatchOrigin origin =
                new WatchOrigin(from, streams.source().getClass().getSimpleName(), streams.model(), settings.windows());
        WatchSettings watch = new WatchSettings(
                streams.source(),
                folder + "/_checkpoint",
                origin,
                Duration.ofSeconds(quiet),
                batch,
                once ? WatchSettings.End.WHEN_SCORED : WatchSettings.End.NEVER);
        try (SparkSession spark =
                SparkDriver.session("watch " + streams.config().name())) {
            Watch.run(spark, watch, new WatchTables(spark, streams, settings, folder));
        }
        return ExitCode.OK;
    }
}
