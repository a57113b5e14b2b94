package io.skelspark.jobs;

import io.skelspark.pipeline.exchange.ExportAnnotations;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a prepared set back as an annotation pickle. */
@Command(
        name = "export-annotations",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a prepared set as an annotation pickle of PYSKL and MMAction2.",
            "It is a dict of split and annotations, joints in the width they were prepared in. The file "
                    + "appears when it is complete."
        },
        footer = {"", "Example: skelspark export-annotations demo/prepared demo.pkl"})
final class ExportAnnotationsJob implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DATASET", description = "Folder of a prepared set (setting dataset.path).")
    private String set = "";

    @Parameters(index = "1", paramLabel = "OUT.pkl", description = "File to write, on any file system Hadoop knows.")
    private String file = "";

    @Option(names = "--overwrite", description = "Replace the file where it exists.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        try (SparkSession spark = JobArguments.spark("export-annotations " + set)) {
            long clips = ExportAnnotations.run(
                    set,
                    new Path(file),
                    overwrite ? Existing.OVERWRITE : Existing.REFUSE,
                    spark.sparkContext().hadoopConfiguration());
            System.out.println("wrote " + clips + " clips of " + set + " to " + file);
        }
        return ExitCode.OK;
    }
}
