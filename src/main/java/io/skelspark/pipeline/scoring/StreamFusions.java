package io.skelspark.pipeline.scoring;

import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ScoreFusion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The fusions of a table. */
public final class StreamFusions {
    private StreamFusions() {}

    /** Those of the settings whose streams are all there, by name, in the order of the table. */
    public static Map<String, ScoreFusion> of(RunConfig config, Set<String> streams) {
        Map<String, ScoreFusion> fusions = new LinkedHashMap<>();
        config.evaluation().fusions().forEach((name, weights) -> {
            if (streams.containsAll(weights.keySet())) {
                fusions.put(name, new ScoreFusion(weights, ScoreFusion.Input.AS_GIVEN));
            }
        });
        return fusions;
    }
}
