package io.skelspark.config;

import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The settings of a sweep, beside those of its trials.
 *
 * @param folder of the trials and of their table
 * @param ranks of each trial
 * @param concurrent number of trials at the same time; 0: as many as the executors have room for
 * @param draws number of points that are drawn, if a setting has a distribution
 * @param seed of the draws
 * @param halving the rungs at which trials are stopped early
 */
public record SweepConfig(String folder, int ranks, int concurrent, int draws, long seed, HalvingConfig halving) {
    private static final String SETTINGS = "settings";

    /**
     * The settings of successive halving.
     *
     * @param factor one of so many trials goes on at each rung; 1: all of them, without rungs
     * @param epochs number of epochs of the first rung; each further rung has factor times as many
     */
    public record HalvingConfig(int factor, int epochs) {
        /** Returns the epochs of the rungs, all before the last epoch of training. */
        public List<Integer> rungs(int last) {
            List<Integer> rungs = new ArrayList<>();
            for (long epoch = epochs; factor > 1 && epoch < last; epoch *= factor) {
                rungs.add((int) epoch);
            }
            return rungs;
        }
    }

    static SweepConfig read(Settings settings) {
        Settings sweep = settings.section("sweep");
        swept(sweep);
        Settings halving = sweep.section("halving");
        return new SweepConfig(
                sweep.name("dir"),
                sweep.powerOfTwo("ranks", Range.upTo(1024)),
                sweep.integer("concurrent", Range.between(0, 10_000)),
                sweep.integer("draws", Range.upTo(10_000)),
                sweep.integer("seed"),
                new HalvingConfig(
                        halving.integer("factor", Range.upTo(100)), halving.integer("epochs", Range.upTo(1_000_000))));
    }

    /** Returns the settings that a file sweeps, sorted by key. */
    static List<SweptKey> swept(Settings sweep) {
        List<SweptKey> swept = new ArrayList<>();
        for (Map.Entry<String, ConfigValue> value : sweep.free(SETTINGS).entrySet()) {
            String key = String.join(".", ConfigUtil.splitPath(value.getKey()));
            String label = sweep.fullName(SETTINGS) + "." + key + " ("
                    + Places.of(value.getValue().origin()) + ")";
            swept.add(SweptKey.of(key, label, value.getValue()));
        }
        return swept;
    }
}
