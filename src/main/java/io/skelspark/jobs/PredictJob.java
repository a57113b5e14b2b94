package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.scoring.Predict;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names the actions of new clips. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Names the actions in a skeleton file with a trained stream (setting feature).",
            "Prints the most likely classes of each clip with their probabilities. The setting dataset.source says "
                    + "how the file is read. Clips need no labels."
        },
        footer = {"", "Example: skelspark predict jobs/sample.conf --from datasets/sample/sample.jsonl --top 3"})
final class PredictJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "PATH",
            description =
                    "File or folder to read, on any Hadoop file system; replaces the setting dataset.source.path.")
    private String file = "";

    @Option(
            names = "--top",
            converter = WholeNumber.FromOne.class,
            paramLabel = "N",
            description = "Number of classes to print for each clip (default: ${DEFAULT-VALUE}).")
    private int top = 5;

    @Override
    public Integer call() throws IOException {
        RunConfig config = arguments.stream("dataset.source.path=" + file);
        try (Predict predict = new Predict(config, SparkDriver.hadoop())) {
            int refused = predict.run(top, System.out::println);
            if (refused == 0) {
                return ExitCode.OK;
            }
            throw new IOException(refused + (refused == 1 ? " clip was" : " clips were")
                    + " refused, as said on the line of each; the others were scored");
        }
    }
}
