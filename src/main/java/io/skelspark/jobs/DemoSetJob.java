package io.skelspark.jobs;

import io.skelspark.source.demo.DemoSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the demonstration set. */
@Command(
        name = "demo-set",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a synthetic set of eight actions in Skelspark's JSON Lines format.",
            "The actions come in pairs that single frames cannot tell apart."
        },
        footer = {"", "Example: skelspark demo-set demo/annotations"})
final class DemoSetJob implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "Folder on this machine, made where it is missing.")
    private Path folder = Path.of("");

    @Option(names = "--seed", defaultValue = "1", description = "Other seeds give other clips (default: 1).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        int clips = DemoSet.write(folder, seed);
        System.out.println("wrote " + clips + " clips of " + DemoSet.labels().size() + " classes to " + folder);
        return ExitCode.OK;
    }
}
