package io.skelspark.jobs;

import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.pipeline.prediction.Predict;
import io.skelspark.pipeline.prediction.PredictionLines;
import io.skelspark.pipeline.prediction.PredictionSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names the actions of new clips. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Names the actions in recordings with one trained stream (feature) or several (--fusion).",
            "Prints the most likely classes of each clip with their probabilities. With --to, Spark scores any number of "
                    + "recordings and writes tables (Parquet and JSON Lines). The setting dataset.source says how files "
                    + "are read. Clips need no labels.",
            "With --window, long recordings are scored window by window and person by person."
        },
        footer = {
            "",
            "Examples: skelspark predict jobs/sample.conf --from datasets/sample/sample.jsonl --top 3",
            "          skelspark predict jobs/sample.conf --from datasets/sample/sample.jsonl --to actions"
        })
final class PredictJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Mixin
    private PredictOptions options = new PredictOptions();

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description =
                    "Folder of the tables, on any Hadoop file system (default: lines are printed, without Spark).")
    private @Nullable String folder;

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Override
    public Integer call() throws IOException {
        TrainedStreams streams = options.streams(arguments);
        PredictionSettings settings = options.settings(folder);
        if (folder == null) {
            return print(streams, settings);
        }
        Predict.Request request = new Predict.Request(folder, overwrite.existing(), settings);
        try (SparkSession spark =
                SparkDriver.session("predict " + streams.config().name())) {
            System.out.println(Predict.run(spark, streams, request));
        }
        return ExitCode.OK;
    }

    private static int print(TrainedStreams streams, PredictionSettings settings) throws IOException {
        int refused = PredictionLines.print(
                streams, settings.walk(), settings.top(), System.out::println, SparkDriver.hadoop());
        if (refused == 0) {
            return ExitCode.OK;
        }
        throw new IOException(refused + (refused == 1 ? " clip was" : " clips were")
                + " refused, as said on the line of each; the others were scored");
    }
}
