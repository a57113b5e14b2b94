package io.skelspark.jobs;

import io.skelspark.pipeline.inspection.Inspect;
import io.skelspark.pipeline.inspection.InspectionReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what recordings hold. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Says what recordings hold: format, layout, people, frames, missing joints, units.",
            "Needs no settings; prints some to start from."
        },
        footer = {"", "Example: skelspark inspect recordings/openpose"})
final class InspectJob implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "A file, a folder, or a pattern with *, on any Hadoop file system.")
    private String path = "";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        InspectionReport report = Inspect.run(path, SparkDriver.hadoop());
        PrintWriter out = command.commandLine().getOut();
        report.lines().forEach(out::println);
        if (report.isReadable()) {
            out.printf("%nsettings to start from, for a file in conf/dataset; fill in what is marked with ?%n%n");
            out.print(report.settings());
        }
        out.flush();
        return report.isReadable() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
