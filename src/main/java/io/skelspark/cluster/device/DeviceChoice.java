package io.skelspark.cluster.device;

import io.skelspark.skeleton.Keyed;

/** The devices that the ranks of a run compute on, by their names in settings. */
public enum DeviceChoice implements Keyed {
    /** GPUs if Spark has some to hand out to the ranks, else processors. */
    AUTO,
    /** Processors, even if there are GPUs. */
    CPU,
    /** GPUs; if Spark has none to hand out, the run fails. */
    GPU;

    /** Returns how many ranks the executors have room for: one each, or one for each of their GPUs. */
    public int places(ExecutorPool executors) {
        return this == CPU || executors.gpus() == 0 ? executors.count() : executors.count() * executors.gpus();
    }
}
