package io.skelspark.jobs;

import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.scoring.ExportScores;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the scores of a stream for MMAction2. */
@Command(
        name = "export-scores",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the scores of an evaluated stream as MMAction2's --dump does.",
            "The dump is a pickled list of dicts with gt_label and pred_score as torch tensors. Its order is that of "
                    + "the annotations if the prepared set (setting dataset.path) exists, else that of the ids."
        },
        footer = {
            "",
            "Examples:",
            "  skelspark export-scores jobs/demo.conf feature=joint --to joint.pkl",
            "  skelspark export-scores jobs/demo.conf feature=bone --to bone.pkl"
        })
final class ExportScoresJob implements Callable<Integer>, Followed {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "Dump to write, on any Hadoop file system.")
    private String file = "";

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Override
    public Integer call() throws IOException {
        RunConfig config = arguments.stream();
        try (SparkSession spark = SparkDriver.session("export-scores " + config.name())) {
            System.out.println(ExportScores.run(spark, config, file, overwrite.existing()));
        }
        return ExitCode.OK;
    }

    @Override
    public List<String> next() {
        return List.of("fuse", file);
    }
}
