package io.skelspark.config;

import io.skelspark.evaluate.ClipAverage;
import io.skelspark.train.CheckpointStore;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How streams are scored and fused.
 *
 * @param checkpoint which of a run's checkpoints is scored
 * @param average how the clips of a sample become one score
 * @param clips of a sample that the test pipeline draws
 * @param batch samples scored together
 * @param fusions weights of each stream, by the name of the fusion
 * @param published figures of a publication in percent, by stream or fusion; may be empty
 */
public record EvaluateConfig(
        CheckpointStore.Kind checkpoint,
        ClipAverage average,
        int clips,
        int batch,
        Map<String, Map<String, Double>> fusions,
        Map<String, Double> published)
        implements Serializable {

    static EvaluateConfig read(Settings settings) {
        Settings evaluate = settings.section("evaluate");
        Map<String, Map<String, Double>> fusions = new LinkedHashMap<>();
        Settings fusion = evaluate.section("fusion");
        for (String name : evaluate.names("fusion")) {
            fusions.put(name, fusion.numbers(name));
        }
        return new EvaluateConfig(
                evaluate.parsed("checkpoint", name -> CheckpointStore.Kind.valueOf(name.toUpperCase(Locale.ROOT))),
                evaluate.parsed("average-clips", ClipAverage::of),
                settings.integer("test-clips"),
                evaluate.integer("batch"),
                fusions,
                settings.numbers("published"));
    }
}
