package io.skelspark.jobs;

import io.skelspark.config.SettingsListing;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the resolved settings. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the resolved settings with the file and line that each value comes from.",
            "Includes and substitutions are resolved, so the layers of files need not be read. Values are not checked. "
                    + "Needs no Spark and no data."
        },
        footer = {"", "Example: skelspark config jobs/demo.conf train.epochs=4 --key train"})
final class ConfigJob implements Callable<Integer> {
    /** Values that are longer move their place to the right. */
    private static final int WIDTH = 56;

    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Print this section or setting only, for example train or train.schedule.")
    private String key = "";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        List<SettingsListing.Setting> settings = SettingsListing.of(arguments.config(), arguments.overrides(), key);
        PrintWriter out = command.commandLine().getOut();
        for (SettingsListing.Setting setting : settings) {
            out.printf("%-" + WIDTH + "s  # %s%n", setting.key() + " = " + setting.value(), setting.place());
        }
        out.flush();
        return ExitCode.OK;
    }
}
