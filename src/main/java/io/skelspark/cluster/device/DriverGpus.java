package io.skelspark.cluster.device;

import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkContext;

/**
 * Ranks compute on the GPUs of the driver, in whose process a local master runs them: Spark hands out none to tasks there,
 * and the ranks take them in their order.
 */
record DriverGpus(List<String> addresses) implements RankDevices {
    @Override
    public int slots(SparkContext spark) {
        return Math.min(RankDevices.super.slots(spark), addresses.size());
    }

    @Override
    public String bounds() {
        return "each takes a GPU: the threads of local[N], " + Gpus.DRIVER_AMOUNT;
    }

    @Override
    public Place place(BarrierTaskContext task) {
        String address = addresses.get(task.partitionId());
        return new Place(Gpus.device(address), "GPU " + address + " of the driver");
    }
}
