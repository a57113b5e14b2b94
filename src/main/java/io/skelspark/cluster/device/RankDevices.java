package io.skelspark.cluster.device;

import io.skelspark.cluster.internals.SparkInternals;
import io.skelspark.train.network.Device;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceProfile;

/** The devices that the ranks of a stage compute on. Made on the driver, asked on the ranks. */
public sealed interface RankDevices extends Serializable permits Processors, ExecutorGpus, DriverGpus {
    /**
     * Returns the devices of that choice.
     *
     * @throws IllegalStateException if GPUs are asked for and Spark has none to hand out
     */
    static RankDevices of(SparkContext spark, DeviceChoice choice) {
        int gpus = choice == DeviceChoice.CPU ? 0 : Gpus.ofEach(spark);
        if (gpus == 0 && choice == DeviceChoice.GPU) {
            throw new IllegalStateException("train.device is gpu, but Spark has no GPUs to hand out to the ranks: set "
                    + Gpus.amountKey(spark)
                    + " and its discoveryScript (see the profiles in submit/), or train.device to"
                    + " auto or cpu");
        }
        if (gpus == 0) {
            return new Processors();
        }
        return spark.isLocal() ? new DriverGpus(Gpus.ofDriver(spark)) : new ExecutorGpus();
    }

    /** Returns the resources that Spark gives each task of the stage: by default those of all other stages. */
    default ResourceProfile profile(SparkContext spark) {
        return SparkInternals.defaultProfile(spark);
    }

    /** Returns how many ranks get a device at once on the executors that have registered. */
    default int slots(SparkContext spark) {
        return SparkInternals.slots(spark, profile(spark));
    }

    /** Returns, for messages, the settings that bound the number of ranks. */
    String bounds();

    /** Returns the device of the rank that runs in this task. */
    Place place(BarrierTaskContext task);

    /**
     * The device of a rank, and where it is.
     *
     * @param device what the rank computes on
     * @param name of the device, unique in the application; empty if ranks may share the device
     */
    record Place(Device device, String name) {}

    /**
     * Checks that no two ranks have the same device.
     *
     * @param names of the ranks' devices, in rank order
     * @throws IllegalStateException if two ranks have the same
     */
    static void requireDistinct(List<String> names) {
        Map<String, Integer> owners = new HashMap<>();
        for (int rank = 0; rank < names.size(); rank++) {
            String name = names.get(rank);
            Integer owner = name.isEmpty() ? null : owners.putIfAbsent(name, rank);
            if (owner != null) {
                throw new IllegalStateException("ranks " + owner + " and " + rank + " were both given " + name
                        + ", expected one for each: leave spark.task.resource.gpu.amount unset, and let each worker of a"
                        + " host find GPUs of its own (one worker a host does)");
            }
        }
    }
}
