package io.skelspark.cluster.device;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the ranks of a run compute on, by the name that settings give it. */
public enum DeviceChoice {
    /** GPUs where Spark has some to hand out to the ranks, else processors. */
    AUTO,
    /** Processors, whatever else there is. */
    CPU,
    /** GPUs; where Spark has none to hand out, the run fails. */
    GPU;

    /** Its name in settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The choice of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DeviceChoice of(String key) {
        List<String> known = Arrays.stream(values()).map(DeviceChoice::key).toList();
        if (!known.contains(key)) {
            throw new IllegalArgumentException("device is \"" + key + "\", expected one of " + known);
        }
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** How many ranks executors have room for: one each, or one for each of their GPUs. */
    public int places(ExecutorPool executors) {
        return this == CPU || executors.gpus() == 0 ? executors.count() : executors.count() * executors.gpus();
    }
}
