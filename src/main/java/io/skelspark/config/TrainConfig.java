package io.skelspark.config;

import io.skelspark.cluster.allreduce.AllReduceKind;
import io.skelspark.cluster.device.DeviceChoice;
import io.skelspark.train.Batching;
import io.skelspark.train.ClassSampling;
import io.skelspark.train.ClassWeights;
import io.skelspark.train.Mixup;
import io.skelspark.train.TrainSettings;
import io.skelspark.train.schedule.LinearScaling;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of training.
 *
 * @param recipe what decides the model
 * @param published learning rate as published, before scaling to the global batch
 * @param ranks the ranks that train together
 * @param initial file of the weights that a new run starts from
 * @param recovery when checkpoints are written and how often a run restarts
 */
public record TrainConfig(
        TrainSettings recipe, PublishedRate published, Ranks ranks, InitialFile initial, Recovery recovery)
        implements Serializable {

    /**
     * A learning rate with the batch that it is meant for.
     *
     * @param learningRate rate for the global batch
     * @param globalBatch samples of a step, over all replicas
     */
    public record PublishedRate(double learningRate, int globalBatch) implements Serializable {}

    /**
     * The ranks of a run.
     *
     * @param count number of ranks; 0 takes one for each executor of the cluster, or for each of their GPUs
     * @param allReduce implementation that sums the gradients
     * @param device what ranks compute on
     * @param timeout longest wait for another rank
     */
    public record Ranks(int count, AllReduceKind allReduce, DeviceChoice device, Duration timeout)
            implements Serializable {}

    /**
     * The file of the first weights.
     *
     * @param path path of the file; empty if the weights are drawn
     * @param publisher where the file can be downloaded, for messages
     */
    public record InitialFile(String path, String publisher) implements Serializable {}

    /**
     * The settings of recovery after a failure.
     *
     * @param checkpointInterval iterations between two checkpoints within an epoch; 0: only at its end
     * @param maxRestarts restarts in a row without progress after which the run fails
     */
    public record Recovery(int checkpointInterval, int maxRestarts) implements Serializable {}

    /** @param classes number of classes of the set */
    static TrainConfig read(Settings settings, long seed, int classes) {
        double rate = settings.number("learning-rate", Range.above0(1000));
        int base = settings.integer("base-batch", Range.upTo(1_000_000));
        int replicas = settings.powerOfTwo("replicas", Range.upTo(1024));
        int batch = settings.integer("batch-per-replica", Range.upTo(4096));
        int accumulate = settings.integer("accumulate", Range.upTo(1024));
        Batching batching = new Batching(
                settings.integer("repeat", Range.upTo(100_000)),
                settings.choice("class-sampling", ClassSampling.class),
                weights(settings, classes),
                replicas,
                batch,
                accumulate,
                new Mixup(settings.number("mixup", Range.between(0, 4))));
        double scaled = settings.flag("scale-learning-rate")
                ? new LinearScaling(base).scaled(rate, replicas * accumulate, batch)
                : rate;
        TrainSettings recipe = new TrainSettings(
                settings.integer("epochs", Range.upTo(1_000_000)),
                settings.integer("patience", Range.between(0, 1_000_000)),
                batching,
                Optimizers.read(settings, scaled),
                seed,
                settings.integer("log-interval", Range.COUNT));
        return new TrainConfig(
                recipe,
                new PublishedRate(rate, base),
                new Ranks(
                        ranks(settings, replicas),
                        settings.choice("all-reduce", AllReduceKind.class),
                        settings.choice("device", DeviceChoice.class),
                        Duration.ofSeconds(settings.integer("timeout-seconds", Range.upTo(1_000_000)))),
                new InitialFile(settings.text("load-from"), settings.text("load-from-source")),
                new Recovery(
                        settings.integer("checkpoint-interval", Range.COUNT_OR_ZERO),
                        settings.integer("max-restarts", Range.between(0, 1_000_000))));
    }

    private static ClassWeights weights(Settings settings, int classes) {
        Range range = Range.between(0, classes - 1);
        List<ClassWeights.Span> spans = new ArrayList<>();
        for (Settings span : settings.sections("class-weights")) {
            int first = span.integer("first", range);
            int last = span.integer("last", range);
            span.require("last", last, first <= last, "at least " + span.quoted("first"));
            spans.add(new ClassWeights.Span(first, last, span.number("weight", Range.between(0, 1000))));
            span.rejectUnread();
        }
        settings.require(
                "class-sampling",
                spans,
                spans.isEmpty() || settings.choice("class-sampling", ClassSampling.class) == ClassSampling.NATURAL,
                "natural, since " + settings.fullName("class-weights") + " has weights");
        return new ClassWeights(spans);
    }

    private static int ranks(Settings settings, int replicas) {
        int ranks = settings.integer("ranks", Range.between(0, 1024));
        return settings.require(
                "ranks",
                ranks,
                Integer.bitCount(ranks) <= 1 && ranks <= replicas,
                "0, or a power of two that divides " + settings.quoted("replicas"));
    }
}
