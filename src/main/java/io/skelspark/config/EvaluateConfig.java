package io.skelspark.config;

import io.skelspark.evaluate.ClipAverage;
import io.skelspark.evaluate.Published;
import io.skelspark.train.CheckpointStore;
import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of scoring and fusion.
 *
 * @param checkpoint model of a run that is scored
 * @param average how the views of a clip become one score
 * @param views views of a clip in the test
 * @param viewsPerBatch views of a clip that are in memory at the same time; a bound on memory alone, since the network
 *     computes view by view and scores do not depend on it
 * @param fusions weights of each stream, by the name of the fusion, in the order of the table
 * @param published published accuracies in percent, by stream or fusion; may be empty
 * @param publishedMetric measure of the published accuracies
 */
public record EvaluateConfig(
        CheckpointStore.SavedModel checkpoint,
        ClipAverage average,
        int views,
        int viewsPerBatch,
        Map<String, Map<String, Double>> fusions,
        Map<String, Double> published,
        Published.Measure publishedMetric)
        implements Serializable {

    static EvaluateConfig read(Settings settings) {
        Settings evaluate = settings.section("evaluate");
        return new EvaluateConfig(
                evaluate.choice("checkpoint", CheckpointStore.SavedModel.class),
                evaluate.choice("average-clips", ClipAverage.class),
                settings.integer("test-clips", Range.POSITIVE),
                evaluate.integer("views-per-batch", Range.POSITIVE),
                fusions(evaluate, settings.texts("features")),
                settings.numbers("published", Range.between(0, 100)),
                evaluate.choice("published-metric", Published.Measure.class));
    }

    /** Returns the fusions, those of fewer streams first, with weights in the order of the streams: settings keep no order. */
    private static Map<String, Map<String, Double>> fusions(Settings evaluate, List<String> features) {
        Settings section = evaluate.section("fusion");
        Map<String, Map<String, Double>> given = new TreeMap<>();
        for (String name : evaluate.names("fusion")) {
            Map<String, Double> weights = new TreeMap<>(section.numbers(name, Range.NOT_NEGATIVE));
            Map<String, Double> ordered = new LinkedHashMap<>();
            features.stream()
                    .filter(weights::containsKey)
                    .forEach(feature -> ordered.put(feature, weights.get(feature)));
            ordered.putAll(weights);
            given.put(name, ordered);
        }
        Map<String, Map<String, Double>> fusions = new LinkedHashMap<>();
        given.entrySet().stream()
                .sorted(Comparator.comparing(fusion -> fusion.getValue().size()))
                .forEach(fusion -> fusions.put(fusion.getKey(), fusion.getValue()));
        return fusions;
    }
}
