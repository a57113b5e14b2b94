package io.skelspark.cluster.device;

import io.skelspark.train.network.Device;
import org.apache.spark.BarrierTaskContext;

/** Ranks compute on the processors of their executors. */
record Processors() implements RankDevices {
    @Override
    public String bounds() {
        return "spark.executor.instances, spark.executor.cores, spark.task.cpus";
    }

    @Override
    public Place place(BarrierTaskContext task) {
        return new Place(Device.CPU, "");
    }
}
