package io.skelspark.cluster.device;

import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkContext;

/**
 * The GPUs of the driver, in whose process a local master runs the ranks: Spark hands out none to tasks there, so the ranks
 * take them in order.
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
