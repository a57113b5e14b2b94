package io.skelspark.jobs;

import io.skelspark.source.demo.DemoSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the demonstration set. */
@Command(
        name = "demo-set",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a synthetic set of eight actions in Skelspark's JSON Lines format.",
            "The actions come in pairs that a single frame cannot tell apart."
        },
        footer = {"", "Example: skelspark demo-set --to demo/annotations"})
final class DemoSetJob implements Callable<Integer>, Followed {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "Folder on this machine; created if missing.")
    private Path folder = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Each seed gives other clips (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Override
    public Integer call() throws IOException {
        int clips = DemoSet.write(folder, seed, overwrite.existing());
        System.out.println("wrote " + clips + " clips of " + DemoSet.labels().size() + " classes to " + folder);
        return ExitCode.OK;
    }

    @Override
    public List<String> next() {
        return List.of("prepare", "jobs/demo.conf", "dataset.source.path=" + folder);
    }
}
