package io.skelspark.config;

import io.skelspark.train.optimizer.AdamW;
import io.skelspark.train.optimizer.Optimization;
import io.skelspark.train.optimizer.Optimizer;
import io.skelspark.train.optimizer.Sgd;
import io.skelspark.train.optimizer.WeightAverage;
import io.skelspark.train.schedule.Schedule;
import io.skelspark.train.schedule.Warmup;
import java.util.List;

/** The reader of optimizers and of schedules of the learning rate, by their type. */
final class Optimizers {
    private Optimizers() {}

    /** Reads the update of the weights, apart from the learning rate. */
    static Optimization read(Settings settings, double learningRate) {
        Settings warmup = settings.section("warmup");
        return new Optimization(
                learningRate,
                new Warmup(
                        warmup.integer("epochs", Range.between(0, 1_000_000)),
                        warmup.number("start-factor", Range.SHARE)),
                schedule(settings.section("schedule")),
                optimizer(settings.section("optimizer")),
                settings.number("max-gradient-norm", Range.NOT_NEGATIVE),
                new WeightAverage(settings.number("ema-decay", Range.PART)));
    }

    private static Optimizer optimizer(Settings settings) {
        if (settings.word("type", List.of("SGD", "AdamW")).equals("AdamW")) {
            List<Double> betas = settings.pair("betas", Range.PART);
            return new AdamW(
                    betas.get(0),
                    betas.get(1),
                    settings.number("eps", Range.above0(1)),
                    settings.number("weight-decay", Range.between(0, 100)));
        }
        return new Sgd(
                (float) settings.number("momentum", Range.PART),
                (float) settings.number("weight-decay", Range.SHARE),
                settings.flag("nesterov") ? Sgd.Momentum.NESTEROV : Sgd.Momentum.PLAIN);
    }

    private static Schedule schedule(Settings settings) {
        return settings.word("type", List.of("CosineAnnealing", "MultiStep")).equals("MultiStep")
                ? new Schedule.Steps(
                        settings.number("gamma", Range.above0(10)),
                        settings.integers("epochs", Range.upTo(1000), Range.upTo(1_000_000)))
                : new Schedule.Cosine(settings.number("minimum", Range.between(0, 1000)));
    }
}
