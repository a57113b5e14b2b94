package io.skelspark.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One combination of the values of a sweep.
 *
 * @param name of its folder below the folder of the sweep
 * @param values the value of each setting that the sweep varies, by key, in the order of the sweep
 * @param streams the settings of each of its streams
 */
public record Trial(String name, Map<String, String> values, List<RunConfig> streams) {
    /** The key whose values are repetitions of one experiment. */
    public static final String SEED = "seed";

    /** The key whose values are parts of one experiment, whose clips are counted together. */
    public static final String FOLD = "protocol.fold";

    /** Copies map and list, and keeps their order. */
    public Trial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        streams = List.copyOf(streams);
    }

    /** Returns the values without seed and fold: what is compared. */
    public Map<String, String> point() {
        Map<String, String> point = new LinkedHashMap<>(values);
        point.keySet().removeAll(List.of(SEED, FOLD));
        return point;
    }

    /** Returns the seed of training. */
    public long seed() {
        return streams.get(0).training().recipe().seed();
    }

    /** Returns the fold, or nothing. */
    public String fold() {
        return values.getOrDefault(FOLD, "");
    }

    /** Returns the number of epochs. */
    public int epochs() {
        return streams.get(0).training().recipe().epochs();
    }
}
