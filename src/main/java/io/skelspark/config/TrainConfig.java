package io.skelspark.config;

import io.skelspark.cluster.AllReduceKind;
import io.skelspark.train.LinearScaling;
import io.skelspark.train.TrainSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * How training is run.
 *
 * @param recipe what decides the model
 * @param baseLearningRate before scaling to the global batch
 * @param baseBatch global batch that the base rate is meant for
 * @param ranks executors that take part; 0 takes one for each executor of the cluster
 * @param allReduce which implementation sums the gradients
 * @param timeout of every wait for another rank
 */
public record TrainConfig(
        TrainSettings recipe,
        double baseLearningRate,
        int baseBatch,
        int ranks,
        AllReduceKind allReduce,
        Duration timeout)
        implements Serializable {

    static TrainConfig read(Settings settings, long seed) {
        double rate = settings.number("learning-rate");
        int base = settings.integer("base-batch");
        int replicas = settings.integer("replicas");
        int batch = settings.integer("batch-per-replica");
        TrainSettings recipe = new TrainSettings(
                settings.integer("epochs"),
                settings.integer("repeat"),
                replicas,
                batch,
                settings.flag("scale-learning-rate") ? new LinearScaling(base).scaled(rate, replicas, batch) : rate,
                Optimizers.schedule(settings.section("schedule")),
                Optimizers.sgd(settings.section("optimizer")),
                settings.number("max-gradient-norm"),
                seed,
                settings.integer("log-interval"));
        return new TrainConfig(
                recipe,
                rate,
                base,
                settings.integer("ranks"),
                settings.parsed("all-reduce", AllReduceKind::of),
                Duration.ofSeconds(settings.integer("timeout-seconds")));
    }
}
