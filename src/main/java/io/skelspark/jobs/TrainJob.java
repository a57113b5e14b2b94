package io.skelspark.jobs;

import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.training.Train;
import io.skelspark.train.CheckpointStore;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains one stream. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains one stream (setting feature) on a prepared set.",
            "Streams are joint, bone, joint-motion and bone-motion; those of PoseC3D are keypoint and limb. Writes "
                    + "checkpoints, metrics and TensorBoard events into the folder of the run (setting run-dir). Run "
                    + "the same command again to resume from the newest checkpoint."
        },
        footer = {"", "Example: skelspark train jobs/demo.conf feature=bone"})
final class TrainJob implements Callable<Integer>, Followed {
    @Mixin
    private JobArguments arguments = new JobArguments();

    @Option(
            names = "--fresh",
            description = "Start over, even if the folder of the run holds a checkpoint. Without it the run resumes.")
    private boolean fresh;

    @Override
    public Integer call() throws Exception {
        RunConfig config = arguments.stream();
        try (SparkSession spark = SparkDriver.session(
                "train " + config.name() + " " + config.feature().key())) {
            Train.Outcome end = Train.run(spark, config, fresh ? Train.Start.FRESH : Train.Start.RESUME);
            return end == Train.Outcome.FINISHED ? ExitCode.OK : Skelspark.STOPPED;
        }
    }

    /** Returns the training of a stream that has no model yet, or the evaluation of all. */
    @Override
    public List<String> next() {
        RunConfig trained = arguments.stream();
        if (!arguments.assigns("run-dir")) {
            Configuration hadoop = SparkDriver.hadoop();
            for (RunConfig stream : arguments.streams()) {
                if (stream.feature() != trained.feature()
                        && !new RunFolder(stream.runDir(), hadoop).holds(CheckpointStore.SavedModel.LAST)) {
                    return arguments.command(
                            "train", "feature=" + stream.feature().key());
                }
            }
        }
        return arguments.commandForStreams("evaluate", trained);
    }
}
