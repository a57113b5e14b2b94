package io.skelspark.stage;

import io.skelspark.cluster.RankContext;
import io.skelspark.cluster.RankTask;
import io.skelspark.cluster.TensorBoardLog;
import io.skelspark.config.RunConfig;
import io.skelspark.data.MetricsLog;
import io.skelspark.data.PipelineSamples;
import io.skelspark.data.PoseDataset;
import io.skelspark.data.RunDirectory;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.ConsoleLog;
import io.skelspark.train.TrainListener;
import io.skelspark.train.Trainer;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What one rank does: open the prepared set, take the run's last checkpoint, train.
 *
 * @param config settings of the run
 * @param threads this rank may use
 * @param hadoop settings of the file systems
 */
record RankTrainer(RunConfig config, int threads, SerializableConfiguration hadoop) implements RankTask<Integer> {

    /** Trains to the end and returns the number of epochs. */
    @Override
    public Integer run(RankContext context) throws IOException {
        Configuration files = hadoop.value();
        RunDirectory run = new RunDirectory(config.runDir(), files);
        Checkpoint start = run.checkpoint(
                        CheckpointStore.Kind.LAST, config.network().layout())
                .orElseThrow(() -> new IOException(config.runDir() + " holds no checkpoint to start from"));
        try (PoseDataset training = open(config.dataset().trainSplit(), files);
                PoseDataset validation = open(config.dataset().valSplit(), files);
                Trainer trainer = new Trainer(
                        config.training().recipe(),
                        config.network(),
                        new PipelineSamples(training, config.pipelines().train()),
                        new PipelineSamples(validation, config.pipelines().val()),
                        start,
                        new Trainer.Rank(context.allReduce(), threads, listeners(context, run), run))) {
            trainer.run();
            return config.training().recipe().epochs();
        }
    }

    private PoseDataset open(String split, Configuration files) throws IOException {
        return PoseDataset.open(config.dataset().path(), split, files);
    }

    private List<TrainListener> listeners(RankContext context, RunDirectory run) {
        if (context.rank() > 0) {
            return List.of();
        }
        String title = config.name() + " " + config.feature().title();
        return List.of(
                new ConsoleLog(title, config.training().recipe().epochs(), context::progress),
                new MetricsLog(run),
                new TensorBoardListener(new TensorBoardLog(config.runDir() + "/tensorboard", hadoop.value())));
    }
}
