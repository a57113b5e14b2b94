package io.skelspark.config;

import com.typesafe.config.ConfigUtil;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.evaluate.Published;
import io.skelspark.skeleton.Feature;
import io.skelspark.train.CheckpointStore;
import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of scoring and fusion.
 *
 * @param checkpoint model of a run that is scored
 * @param average how the views of a clip become one score
 * @param withoutDuplicates whether tables leave out test clips with the joints of a training clip
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
        boolean withoutDuplicates,
        int views,
        int viewsPerBatch,
        Map<String, Map<String, Double>> fusions,
        Map<String, Double> published,
        Published.Measure publishedMetric)
        implements Serializable {

    private static final Set<String> STREAMS =
            Stream.of(Feature.values()).map(Feature::key).collect(Collectors.toCollection(LinkedHashSet::new));

    static EvaluateConfig read(Settings settings) {
        Settings evaluate = settings.section("evaluate");
        Map<String, Map<String, Double>> fusions = fusions(evaluate, settings.choices("features", Feature.class));
        return new EvaluateConfig(
                evaluate.choice("checkpoint", CheckpointStore.SavedModel.class),
                evaluate.choice("average-clips", ClipAverage.class),
                evaluate.flag("without-duplicates"),
                settings.integer("test-clips", Range.upTo(1000)),
                evaluate.integer("views-per-batch", Range.upTo(1000)),
                fusions,
                published(settings, fusions.keySet()),
                evaluate.choice("published-metric", Published.Measure.class));
    }

    /** Returns the published figures. One that names no stream and no fusion would never be shown. */
    private static Map<String, Double> published(Settings settings, Set<String> fusions) {
        Map<String, Double> published = settings.numbers("published", Range.between(0, 100));
        Set<String> known = new LinkedHashSet<>(STREAMS);
        known.addAll(fusions);
        return settings.require(
                "published",
                published,
                known.containsAll(published.keySet()),
                "names of streams and fusions: " + String.join(", ", known));
    }

    /** Returns the fusions, those of fewer streams first, with weights in the order of the streams: settings keep no order. */
    private static Map<String, Map<String, Double>> fusions(Settings evaluate, List<Feature> features) {
        Settings section = evaluate.section("fusion");
        Map<String, Map<String, Double>> given = new TreeMap<>();
        for (String name : evaluate.named("fusion").keySet()) {
            String key = ConfigUtil.quoteString(name);
            Map<String, Double> weights = new TreeMap<>(section.numbers(key, Range.between(0, 1000)));
            boolean fits = STREAMS.containsAll(weights.keySet())
                    && weights.values().stream().anyMatch(weight -> weight > 0);
            section.require(key, name, !STREAMS.contains(name), "a name that no stream has");
            section.require(
                    key, weights, fits, "weights of streams, not all 0; the streams are " + String.join(", ", STREAMS));
            Map<String, Double> ordered = new LinkedHashMap<>();
            features.stream()
                    .map(Feature::key)
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
