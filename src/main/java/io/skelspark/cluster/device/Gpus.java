package io.skelspark.cluster.device;

import io.skelspark.cluster.internals.SparkInternals;
import io.skelspark.train.network.Device;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;

/** The GPUs of an application as Spark knows them: a resource of its processes, found by a discovery script. */
public final class Gpus {
    /** The name among Spark's resources. */
    static final String RESOURCE = "gpu";

    static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
    static final String DRIVER_AMOUNT = "spark.driver.resource.gpu.amount";

    private Gpus() {}

    /** Returns the setting that says how many GPUs each process has in which ranks run. */
    static String amountKey(SparkContext spark) {
        return spark.isLocal() ? DRIVER_AMOUNT : EXECUTOR_AMOUNT;
    }

    /** Returns how many GPUs each process has in which ranks run. */
    static int ofEach(SparkContext spark) {
        return spark.isLocal() ? ofDriver(spark).size() : spark.getConf().getInt(EXECUTOR_AMOUNT, 0);
    }

    /** Returns the addresses of the driver's GPUs. */
    static List<String> ofDriver(SparkContext spark) {
        return SparkInternals.addresses(spark.resources().get(RESOURCE));
    }

    /**
     * Returns the addresses of the GPUs that Spark hands out, by the executors that have some; under a local master, by the
     * driver.
     */
    public static Map<String, List<String>> addresses(SparkContext spark) {
        Map<String, List<String>> addresses = new TreeMap<>(ExecutorPool.BY_ID);
        if (spark.isLocal()) {
            addresses.put("driver", ofDriver(spark));
        } else {
            addresses.putAll(SparkInternals.addresses(spark, RESOURCE));
        }
        addresses.values().removeIf(List::isEmpty);
        return addresses;
    }

    /**
     * Returns the device at an address.
     *
     * @throws IllegalStateException if the address is not the index of a device
     */
    public static Device device(String address) {
        if (!address.matches("[0-9]{1,4}")) {
            throw new IllegalStateException("Spark's address of a GPU is \"" + address + "\", expected the index of a"
                    + " device: let the discovery script print indices, as submit/gpu-addresses does");
        }
        return new Device.Gpu(Integer.parseInt(address));
    }
}
