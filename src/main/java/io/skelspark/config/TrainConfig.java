package io.skelspark.config;

import io.skelspark.cluster.allreduce.AllReduceKind;
import io.skelspark.cluster.device.DeviceChoice;
import io.skelspark.train.Batching;
import io.skelspark.train.ClassSampling;
import io.skelspark.train.TrainSettings;
import io.skelspark.train.optimizer.Optimization;
import io.skelspark.train.schedule.LinearScaling;
import java.io.Serializable;
import java.time.Duration;

/**
 * How training is run.
 *
 * @param recipe what decides the model
 * @param baseLearningRate before scaling to the global batch
 * @param baseBatch global batch that the base rate is meant for
 * @param ranks tasks that take part; 0 takes one for each executor of the cluster, or for each of their GPUs
 * @param allReduce which implementation sums the gradients
 * @param device what ranks compute on
 * @param loadFrom file of the weights that a new run starts from; empty: they are drawn
 * @param loadFromSource where that file can be fetched, for messages
 * @param timeout of every wait for another rank
 * @param checkpointInterval iterations between two checkpoints within an epoch; 0: there are none but at its end
 * @param maxRestarts restarts in a row that do not come further than the one before
 */
public record TrainConfig(
        TrainSettings recipe,
        double baseLearningRate,
        int baseBatch,
        int ranks,
        AllReduceKind allReduce,
        DeviceChoice device,
        String loadFrom,
        String loadFromSource,
        Duration timeout,
        int checkpointInterval,
        int maxRestarts)
        implements Serializable {

    static TrainConfig read(Settings settings, long seed) {
        double rate = settings.number("learning-rate", Range.NOT_NEGATIVE);
        int base = settings.integer("base-batch", Range.POSITIVE);
        int replicas = settings.integer("replicas", Range.POSITIVE);
        int batch = settings.integer("batch-per-replica", Range.POSITIVE);
        Batching batching = new Batching(
                settings.integer("repeat", Range.POSITIVE),
                settings.choice("class-sampling", ClassSampling.class),
                replicas,
                batch);
        Optimization optimization = new Optimization(
                settings.flag("scale-learning-rate") ? new LinearScaling(base).scaled(rate, replicas, batch) : rate,
                Optimizers.schedule(settings.section("schedule")),
                Optimizers.sgd(settings.section("optimizer")),
                settings.number("max-gradient-norm", Range.NOT_NEGATIVE));
        TrainSettings recipe = new TrainSettings(
                settings.integer("epochs", Range.POSITIVE),
                batching,
                optimization,
                seed,
                settings.integer("log-interval", Range.POSITIVE));
        return new TrainConfig(
                recipe,
                rate,
                base,
                settings.integer("ranks", Range.NOT_NEGATIVE),
                settings.choice("all-reduce", AllReduceKind.class),
                settings.choice("device", DeviceChoice.class),
                settings.text("load-from"),
                settings.text("load-from-source"),
                Duration.ofSeconds(settings.integer("timeout-seconds", Range.POSITIVE)),
                settings.integer("checkpoint-interval", Range.NOT_NEGATIVE),
                settings.integer("max-restarts", Range.NOT_NEGATIVE));
    }
}
