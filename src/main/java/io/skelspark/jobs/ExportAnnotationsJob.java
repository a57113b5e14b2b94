package io.skelspark.jobs;

import io.skelspark.pipeline.exchange.ExportAnnotations;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a prepared set as an annotation pickle. */
@Command(
        name = "export-annotations",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a prepared set as an annotation pickle for PYSKL and MMAction2.",
            "The pickle is a dict of split and annotations; joints keep the width that the set stores. The set is "
                    + "the folder dataset.path."
        },
        footer = {"", "Example: skelspark export-annotations jobs/demo.conf --to demo.pkl"})
final class ExportAnnotationsJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "Pickle to write, on any Hadoop file system.")
    private String file = "";

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Override
    public Integer call() throws IOException {
        String set = arguments.table().dataset().path();
        long clips = ExportAnnotations.run(set, new Path(file), overwrite.existing(), SparkDriver.hadoop());
        System.out.println("wrote " + clips + " clips of " + set + " to " + file);
        return ExitCode.OK;
    }
}
