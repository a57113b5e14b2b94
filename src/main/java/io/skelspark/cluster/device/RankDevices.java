package io.skelspark.cluster.device;

import io.skelspark.train.network.Device;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceProfile;

/** Where the ranks of a stage get the devices that they compute on. It is made on the driver and asked on the ranks. */
public sealed interface RankDevices extends Serializable permits Processors, ExecutorGpus, DriverGpus {
    /**
     * The devices of that choice.
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

    /** What Spark is to hold ready for each task of the stage: what it does for those of all others, unless GPUs too. */
    default ResourceProfile profile(SparkContext spark) {
        return spark.resourceProfileManager().defaultResourceProfile();
    }

    /** How many ranks get a device at once on the executors that are there. */
    default int slots(SparkContext spark) {
        return spark.maxNumConcurrentTasks(profile(spark));
    }

    /** What bounds the number of ranks, for messages. */
    String bounds();

    /** The device of a rank. */
    Place place(BarrierTaskContext task);

    /**
     * A device and where it is.
     *
     * @param device of a rank
     * @param name that no other device of the application has; empty where ranks may share it
     */
    record Place(Device device, String name) {}

    /**
     * Returns if no two ranks have the same device.
     *
     * @param names of their devices, in rank order
     * @throws IllegalStateException if two have
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
