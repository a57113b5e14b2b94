package io.skelspark.pipeline.training;

import io.skelspark.cluster.RankContext;
import io.skelspark.cluster.RankTask;
import io.skelspark.config.DatasetConfig;
import io.skelspark.config.RunConfig;
import io.skelspark.model.engine.EngineFacts;
import io.skelspark.prepared.PoseDataset;
import io.skelspark.prepared.PreparedSet;
import java.io.IOException;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The proof that a rank could train: its engine sees its device, and the clips of both splits can be read.
 *
 * @param config settings of the run
 * @param set the prepared set
 * @param hadoop settings of the file systems
 */
record RankReadiness(RunConfig config, PreparedSet set, SerializableConfiguration hadoop) implements RankTask<Boolean> {
    @Override
    public Boolean run(RankContext context) throws IOException {
        requireDevice(context);
        DatasetConfig.Splits splits = config.dataset().splits();
        try (PoseDataset training = PoseDataset.open(set, splits.train(), hadoop.value());
                PoseDataset validation = PoseDataset.open(set, splits.val(), hadoop.value())) {
            return training.size() > 0 && validation.size() > 0;
        }
    }

    /** Runs before anything is read: a GPU that the engine does not see is missing in the next attempt too. */
    static void requireDevice(RankContext context) {
        EngineFacts engine = EngineFacts.read();
        if (!engine.sees(context.device())) {
            throw new IllegalStateException("Spark hands out " + context.device() + " here, but "
                    + engine.lack(context.device()) + ". Or train on processors: train.device=cpu");
        }
    }
}
