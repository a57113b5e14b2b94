package io.skelspark.cluster.device;

import io.skelspark.skeleton.Keyed;

/** What the ranks of a run compute on, by the name that settings give it. */
public enum DeviceChoice implements Keyed {
    /** GPUs where Spark has some to hand out to the ranks, else processors. */
    AUTO,
    /** Processors, whatever else there is. */
    CPU,
    /** GPUs; where Spark has none to hand out, the run fails. */
    GPU;

    /** How many ranks executors have room for: one each, or one for each of their GPUs. */
    public int places(ExecutorPool executors) {
        return this == CPU || executors.gpus() == 0 ? executors.count() : executors.count() * executors.gpus();
    }
}
