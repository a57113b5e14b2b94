package io.skelspark.config;

import io.skelspark.train.optimizer.Sgd;
import io.skelspark.train.schedule.Schedule;
import java.util.List;

/** The reader of optimizers and schedules by their type. */
final class Optimizers {
    private Optimizers() {}

    static Sgd sgd(Settings settings) {
        settings.word("type", List.of("SGD"));
        return new Sgd(
                (float) settings.number("momentum", Range.PART),
                (float) settings.number("weight-decay", Range.SHARE),
                settings.flag("nesterov") ? Sgd.Momentum.NESTEROV : Sgd.Momentum.PLAIN);
    }

    static Schedule schedule(Settings settings) {
        return settings.word("type", List.of("CosineAnnealing", "MultiStep")).equals("MultiStep")
                ? new Schedule.Steps(
                        settings.number("gamma", Range.above0(10)),
                        settings.integers("epochs", Range.upTo(1000), Range.upTo(1_000_000)))
                : new Schedule.Cosine(settings.number("minimum", Range.between(0, 1000)));
    }
}
