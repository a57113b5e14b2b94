package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.exchange.CheckpointExport;
import io.skelspark.train.CheckpointStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands a trained model on. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the weights of a run as a .pth or .safetensors file for MMAction2.",
            "Weights and running statistics of the run (setting run-dir) stand in it under the names of "
                    + "MMAction2's state dict; torch.load(weights_only=True) reads the .pth."
        },
        footer = {"", "Example: skelspark export jobs/demo.conf feature=bone --to bone.pth"})
final class ExportJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "The file, .pth or .safetensors, on any Hadoop file system; replaced where it is there.")
    private String file = "";

    @Option(
            names = "--checkpoint",
            paramLabel = "last|best",
            description = "Which checkpoint of the run (default: the setting evaluate.checkpoint).")
    private CheckpointStore.@Nullable SavedModel checkpoint;

    @Override
    public Integer call() throws IOException {
        RunConfig config = arguments.load();
        CheckpointStore.SavedModel which =
                checkpoint == null ? config.evaluation().checkpoint() : checkpoint;
        System.out.println(CheckpointExport.run(config, which, file, JobArguments.hadoop()));
        return ExitCode.OK;
    }
}
