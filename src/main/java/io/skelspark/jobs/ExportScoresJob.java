package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.scoring.ScoreExport;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands the scores of a stream on. */
@Command(
        name = "export-scores",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the scores of an evaluated stream as MMAction2's --dump does.",
            "A pickled list of dicts with gt_label and pred_score as torch tensors, of the stream that the "
                    + "setting feature names, in the order of the annotations where the prepared set (setting "
                    + "dataset.path) is there, otherwise in the order of the ids."
        },
        footer = {"", "Example: skelspark export-scores jobs/demo.conf feature=bone --to bone.pkl"})
final class ExportScoresJob implements Callable<Integer> {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "The dump, on any Hadoop file system; replaced where it is there.")
    private String file = "";

    @Override
    public Integer call() throws IOException {
        RunConfig config = arguments.load();
        try (SparkSession spark = JobArguments.spark("export-scores " + config.name())) {
            System.out.println(ScoreExport.run(spark, config, file));
        }
        return ExitCode.OK;
    }
}
