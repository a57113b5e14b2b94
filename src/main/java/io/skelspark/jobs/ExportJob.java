package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.model.layer.Reference;
import io.skelspark.pipeline.exchange.ExportModel;
import io.skelspark.train.CheckpointStore;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the model of a run for MMAction2 or ONNX Runtime. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the model of a run for MMAction2, PYSKL or ONNX Runtime.",
            ".pth, .safetensors: weights and running statistics of the run (setting run-dir) under the names of "
                    + "MMAction2's or PYSKL's state dict. torch.load(weights_only=True) reads the .pth.",
            ".onnx: the network, from a batch of views as the last transform of the test pipeline gives them to logits. "
                    + "Beside NAME.onnx come NAME.conf, the settings, and NAME.labels.txt, the name of a class on each line."
        },
        footer = {
            "",
            "Example: skelspark export jobs/demo.conf feature=bone --to bone.pth",
            "         skelspark export jobs/demo.conf feature=bone --to bone.onnx"
        })
final class ExportJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "File to write, .pth, .safetensors or .onnx, on any Hadoop file system.")
    private String file = "";

    @Option(
            names = "--checkpoint",
            paramLabel = "last|best",
            description = "Model of the run to write (default: the setting evaluate.checkpoint).")
    private CheckpointStore.@Nullable SavedModel checkpoint;

    @Option(
            names = "--names",
            paramLabel = "mmaction2|pyskl",
            description = "Project whose names the weights get (default: the setting model.reference).")
    private @Nullable Reference reference;

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Override
    public Integer call() throws IOException {
        RunConfig config = arguments.stream();
        CheckpointStore.SavedModel which =
                checkpoint == null ? config.evaluation().checkpoint() : checkpoint;
        System.out.println(ExportModel.run(config, which, file, reference, overwrite.existing(), SparkDriver.hadoop()));
        return ExitCode.OK;
    }
}
