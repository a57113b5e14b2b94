package io.skelspark.pipeline.training;

import io.skelspark.checkpoint.MetricsLog;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.checkpoint.RunProvenance;
import io.skelspark.checkpoint.RunProvenance.Trained;
import io.skelspark.cluster.RankContext;
import io.skelspark.cluster.RankTask;
import io.skelspark.cluster.TensorBoardLog;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.DividedSet;
import io.skelspark.prepared.PipelineSamples;
import io.skelspark.prepared.PoseDataset;
import io.skelspark.storage.CodeVersion;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointSchedule;
import io.skelspark.train.Progress;
import io.skelspark.train.Trainer;
import io.skelspark.train.listener.ConsoleLog;
import io.skelspark.train.listener.TrainListener;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The work of one rank: open the prepared set, read the checkpoint, train.
 *
 * @param config settings of the run
 * @param checkpoint name of the checkpoint to start from, the same on all ranks
 * @param trained what its next checkpoints say of the run
 * @param divided the prepared set, divided in the same way on all ranks
 * @param threads this rank may use
 * @param until number of epochs after which it ends
 * @param hadoop settings of the file systems
 */
record RankTrainer(
        RunConfig config,
        String checkpoint,
        Trained trained,
        DividedSet divided,
        int threads,
        int until,
        SerializableConfiguration hadoop)
        implements RankTask<Progress> {

    /** Trains until that epoch, the end of the run, or until asked to stop, and returns how far the run has come. */
    @Override
    public Progress run(RankContext context) throws IOException {
        RankReadiness.requireDevice(context);
        Configuration files = hadoop.value();
        RunFolder run = new RunFolder(config.runDir(), files);
        Checkpoint start = start(run, context);
        try (PoseDataset training = PoseDataset.open(divided.set(), divided.training(), files);
                PoseDataset validation = PoseDataset.open(divided.set(), divided.validation(), files);
                Trainer trainer = new Trainer(
                        config.training().recipe(),
                        config.network(),
                        new PipelineSamples(training, config.pipelines().train()),
                        new PipelineSamples(validation, config.pipelines().val()),
                        start,
                        rank(context, run, start.progress()))) {
            return trainer.run(until);
        }
    }

    private Checkpoint start(RunFolder run, RankContext context) {
        Checkpoint start = run.checkpoint(checkpoint, config.network().layout());
        RunProvenance.Ranks ranks =
                new RunProvenance.Ranks(context.world(), context.device().kind());
        return start.with(RunProvenance.of(start)
                .trainedAs(trained, config.resolved(), CodeVersion.text())
                .on(ranks)
                .texts());
    }

    private Trainer.Rank rank(RankContext context, RunFolder run, Progress start) {
        MetricsLog metrics = new MetricsLog(run, start, context.rank() == 0 ? context::progress : line -> {});
        RunWriter store = new RunWriter(run, metrics, context::progress);
        CheckpointSchedule checkpoints = new CheckpointSchedule(
                store, config.training().recovery().checkpointInterval(), context::stopRequested);
        return new Trainer.Rank(
                context.allReduce(), context.device(), threads, listeners(context, run, metrics), checkpoints);
    }

    private List<TrainListener> listeners(RankContext context, RunFolder run, MetricsLog metrics) {
        if (context.rank() > 0) {
            return List.of();
        }
        String title = config.name() + " " + config.feature().key();
        return List.of(
                new ConsoleLog(title, config.training().recipe().epochs(), context::progress),
                metrics,
                new TensorBoardListener(new TensorBoardLog(run.tensorBoard(), hadoop.value())));
    }
}
