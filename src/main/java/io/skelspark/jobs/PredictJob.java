package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.scoring.Predict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names the actions of new clips. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Names the actions in a skeleton file by a trained stream (setting feature).",
            "Prints the likeliest classes of each clip with their probabilities. The file is read as the "
                    + "setting dataset.source says; labels are not needed."
        },
        footer = {"", "Example: skelspark predict clips.jsonl jobs/demo.conf feature=joint"})
final class PredictJob implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file, on any Hadoop file system.")
    private String file = "";

    @Parameters(index = "1", paramLabel = "CONFIG", description = "Settings file (HOCON) of the run.")
    private String config = "";

    @Parameters(
            index = "2..*",
            paramLabel = "KEY=VALUE",
            description = "Settings that win over the file, for example dataset.source.type=PysklPickle.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--top", paramLabel = "N", description = "Classes that are shown (default: ${DEFAULT-VALUE}).")
    private int top = 5;

    @Override
    public Integer call() throws IOException {
        List<String> settings = new ArrayList<>(overrides);
        settings.add("dataset.source.path=" + file);
        try (Predict predict = new Predict(RunConfig.load(config, settings), JobArguments.hadoop())) {
            return predict.run(top, System.out::println) == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
