package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.exchange.ImportModel;
import io.skelspark.prepared.PreparedSet;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a foreign checkpoint the checkpoint of a run. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports a checkpoint of MMAction2 or PYSKL (.pth), or a .safetensors file.",
            "It becomes the checkpoint of a run (setting run-dir) and can be evaluated. If the file holds the state of "
                    + "the optimizer, train resumes from it."
        },
        footer = {"", "Example: skelspark import jobs/demo.conf feature=bone run-dir=demo/imported --from bone.pth"})
final class ImportJob implements Callable<Integer>, Followed {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE",
            description = "Checkpoint to read, on any Hadoop file system.")
    private String file = "";

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Override
    public Integer call() throws IOException {
        System.out.println(ImportModel.run(arguments.stream(), file, overwrite.existing(), SparkDriver.hadoop()));
        return ExitCode.OK;
    }

    /** Returns the evaluation of the model, or the preparation of its set if there is none yet. */
    @Override
    public List<String> next() throws IOException {
        RunConfig config = arguments.stream();
        return PreparedSet.exists(config.dataset().path(), SparkDriver.hadoop())
                ? arguments.commandForStreams("evaluate", config)
                : arguments.command("prepare");
    }
}
