package io.skelspark.cluster.device;

import io.skelspark.train.network.Device;
import org.apache.spark.BarrierTaskContext;

/** The processors of executors, which ranks may share. */
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
