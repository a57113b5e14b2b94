package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.exchange.CheckpointImport;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over a trained model. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes over a checkpoint of MMAction2 or PYSKL (.pth), or a .safetensors file.",
            "It becomes the checkpoint of a run's folder (setting run-dir), to be evaluated or, with the "
                    + "optimiser's state in the file, to be trained further."
        },
        footer = {"", "Example: skelspark import stgcnpp.pth conf/stgcnpp/NAME.conf"})
final class ImportJob implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CHECKPOINT", description = "The file, on any Hadoop file system.")
    private String checkpoint = "";

    @Parameters(index = "1", paramLabel = "CONFIG", description = "Settings file (HOCON) of the network and the run.")
    private String config = "";

    @Parameters(index = "2..*", paramLabel = "KEY=VALUE", description = "Settings that win over the file.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--overwrite", description = "Replace the checkpoint that the run's folder holds.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        System.out.println(CheckpointImport.run(
                RunConfig.load(config, overrides),
                checkpoint,
                overwrite ? Existing.OVERWRITE : Existing.REFUSE,
                JobArguments.hadoop()));
        return ExitCode.OK;
    }
}
