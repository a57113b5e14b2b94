package io.skelspark.pipeline.scoring;

import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ScoreFusion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The fusions of evaluated streams that the settings name. */
public final class StreamFusions {
    private StreamFusions() {}

    /** Returns the fusions by name, in the order of the table; a fusion with a stream that is missing is left out. */
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
