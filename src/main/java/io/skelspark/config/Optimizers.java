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
                (float) settings.number("weight-decay", Range.NOT_NEGATIVE),
                settings.flag("nesterov") ? Sgd.Momentum.NESTEROV : Sgd.Momentum.PLAIN);
    }

    static Schedule schedule(Settings settings) {
        return settings.word("type", List.of("CosineAnnealing", "MultiStep")).equals("MultiStep")
                ? new Schedule.Steps(
                        settings.number("gamma", Range.above(0)), settings.integers("epochs", Range.POSITIVE))
                : new Schedule.Cosine(settings.number("minimum", Range.NOT_NEGATIVE));
    }
}
