package io.skelspark.pipeline.training;

import io.skelspark.cluster.RankContext;
import io.skelspark.cluster.RankTask;
import io.skelspark.config.RunConfig;
import io.skelspark.model.engine.EngineFacts;
import io.skelspark.pipeline.DividedSet;
import io.skelspark.prepared.PoseDataset;
import java.io.IOException;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The proof that a rank could train: its engine sees its device, and the clips for training and validation can be read.
 *
 * @param config settings of the run
 * @param divided the prepared set, divided by the protocol
 * @param hadoop settings of the file systems
 */
record RankReadiness(RunConfig config, DividedSet divided, SerializableConfiguration hadoop)
        implements RankTask<Boolean> {
    @Override
    public Boolean run(RankContext context) throws IOException {
        requireDevice(context);
        try (PoseDataset training = PoseDataset.open(divided.set(), divided.training(), hadoop.value());
                PoseDataset validation = PoseDataset.open(divided.set(), divided.validation(), hadoop.value())) {
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
