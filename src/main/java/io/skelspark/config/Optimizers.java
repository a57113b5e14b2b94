package io.skelspark.config;

import io.skelspark.train.optimizer.Sgd;
import io.skelspark.train.schedule.Schedule;

/** Optimisers and schedules by their type. */
final class Optimizers {
    private Optimizers() {}

    static Sgd sgd(Settings settings) {
        String type = settings.text("type");
        if (!type.equals("SGD")) {
            throw new ConfigError(settings.name("type") + " = " + type + ", expected SGD");
        }
        return new Sgd(
                (float) settings.number("momentum", Range.PART),
                (float) settings.number("weight-decay", Range.NOT_NEGATIVE),
                settings.flag("nesterov") ? Sgd.Momentum.NESTEROV : Sgd.Momentum.PLAIN);
    }

    static Schedule schedule(Settings settings) {
        String type = settings.text("type");
        return switch (type) {
            case "CosineAnnealing" -> new Schedule.Cosine(settings.number("minimum", Range.NOT_NEGATIVE));
            case "MultiStep" ->
                new Schedule.Steps(
                        settings.number("gamma", Range.above(0)), settings.integers("epochs", Range.POSITIVE));
            default ->
                throw new ConfigError(settings.name("type") + " = " + type + ", expected CosineAnnealing or MultiStep");
        };
    }
}
