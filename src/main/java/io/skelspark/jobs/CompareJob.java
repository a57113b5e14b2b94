package io.skelspark.jobs;

import io.skelspark.pipeline.experiment.Compare;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares finished runs. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares evaluated runs in one table, as sweep does.",
            "Runs that differ in nothing but the seed are repetitions: the table has mean and deviation over them, and "
                    + "says whether a difference is within noise. Reads the reports of evaluate."
        },
        footer = {"", "Example: skelspark compare runs/nw-ucla runs/nw-ucla-seed-1 --out comparison"})
final class CompareJob implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "RUNS",
            description = "Folders of evaluated runs (setting runs) or of reports, on any Hadoop file system.")
    private List<String> runs = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FOLDER", description = "Also write the table there, and a page with curves.")
    private Optional<String> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
        System.out.println(Compare.run(runs, output, SparkDriver.hadoop()));
        return ExitCode.OK;
    }
}
