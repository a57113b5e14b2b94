package io.skelspark.pipeline.experiment;

import io.skelspark.config.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The decision at a rung of successive halving. It depends on nothing but the accuracies of the validation after the epoch
 * of the rung, so it is the same however often the sweep was cut off, and whichever trial was faster.
 *
 * @param epoch of the rung
 * @param figures mean accuracy of each setting over its seeds and folds, the best first; settings that are equal stay in
 *     the order of the sweep
 * @param kept the number of settings that go on
 * @source Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", 2016
 */
record Halving(int epoch, Map<Map<String, String>, Double> figures, int kept) {
    /**
     * Decides which settings go on. A setting of which a trial has failed does not.
     *
     * @param factor one of so many settings goes on, rounded up
     */
    static Halving at(int epoch, int factor, List<TrialRun> trials) {
        Map<Map<String, String>, List<OptionalDouble>> settings = new LinkedHashMap<>();
        for (TrialRun run : trials) {
            settings.computeIfAbsent(run.trial().point(), point -> new ArrayList<>())
                    .add(run.failure().isPresent() ? OptionalDouble.empty() : run.validation(epoch));
        }
        return of(epoch, factor, settings);
    }

    static Halving of(int epoch, int factor, Map<Map<String, String>, List<OptionalDouble>> settings) {
        Map<Map<String, String>, Double> means = new LinkedHashMap<>();
        settings.forEach((point, figures) -> {
            if (figures.stream().allMatch(OptionalDouble::isPresent)) {
                means.put(
                        point,
                        figures.stream()
                                .mapToDouble(OptionalDouble::getAsDouble)
                                .average()
                                .orElseThrow());
            }
        });
        Map<Map<String, String>, Double> sorted = new LinkedHashMap<>();
        means.entrySet().stream()
                .sorted(Map.Entry.<Map<String, String>, Double>comparingByValue(Comparator.reverseOrder()))
                .forEach(setting -> sorted.put(setting.getKey(), setting.getValue()));
        return new Halving(epoch, sorted, (settings.size() + factor - 1) / factor);
    }

    /** Returns the settings that go on. */
    Set<Map<String, String>> goOn() {
        return figures.keySet().stream().limit(kept).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns whether a trial goes on. */
    boolean keeps(Trial trial) {
        return goOn().contains(trial.point());
    }

    /** Returns whether a trial has come to this rung, and ends here. */
    boolean stops(Trial trial) {
        return figures.containsKey(trial.point()) && !keeps(trial);
    }

    /** Returns the decision as one line. */
    @Override
    public String toString() {
        return "after epoch " + epoch + ", by the mean top-1 accuracy of the streams on the validation split: "
                + figures.entrySet().stream()
                        .map(setting -> String.format(
                                Locale.ROOT,
                                "%s %.2f (%s)",
                                text(setting.getKey()),
                                100 * setting.getValue(),
                                goOn().contains(setting.getKey()) ? "goes on" : "ends"))
                        .collect(Collectors.joining("; "));
    }

    /** Returns the values of a setting as one text. */
    static String text(Map<String, String> point) {
        return point.entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(", "));
    }
}
