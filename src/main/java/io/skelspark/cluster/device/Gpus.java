package io.skelspark.cluster.device;

import io.skelspark.train.network.Device;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.Option;
import scala.collection.JavaConverters;

/** The GPUs of an application as Spark knows them: a resource of its processes, found by a script. */
public final class Gpus {
    /** Its name among Spark's resources. */
    static final String RESOURCE = "gpu";

    static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
    static final String DRIVER_AMOUNT = "spark.driver.resource.gpu.amount";

    private Gpus() {}

    /** The setting that says how many each process has in which ranks run. */
    static String amountKey(SparkContext spark) {
        return spark.isLocal() ? DRIVER_AMOUNT : EXECUTOR_AMOUNT;
    }

    /** How many each process has in which ranks run. */
    static int ofEach(SparkContext spark) {
        return spark.isLocal() ? ofDriver(spark).size() : spark.getConf().getInt(EXECUTOR_AMOUNT, 0);
    }

    /** Addresses of those of the driver. */
    static List<String> ofDriver(SparkContext spark) {
        return addresses(spark.resources().get(RESOURCE));
    }

    /** Addresses of those that Spark hands out, by the executors that have some; under a local master, by the driver. */
    public static Map<String, List<String>> addresses(SparkContext spark) {
        Map<String, List<String>> addresses = new TreeMap<>(ExecutorPool.BY_ID);
        if (spark.isLocal()) {
            addresses.put("driver", ofDriver(spark));
        } else {
            for (ExecutorSummary executor :
                    JavaConverters.seqAsJavaList(spark.statusStore().executorList(true))) {
                addresses.put(executor.id(), addresses(executor.resources().get(RESOURCE)));
            }
        }
        addresses.values().removeIf(List::isEmpty);
        return addresses;
    }

    private static List<String> addresses(Option<ResourceInformation> found) {
        return found.isDefined() ? List.of(found.get().addresses()) : List.of();
    }

    /**
     * The device at an address.
     *
     * @throws IllegalStateException if it is no index of a device
     */
    public static Device device(String address) {
        if (!address.matches("[0-9]{1,4}")) {
            throw new IllegalStateException("Spark's address of a GPU is \"" + address + "\", expected the index of a"
                    + " device: let the discovery script print indices, as submit/gpu-addresses does");
        }
        return new Device.Gpu(Integer.parseInt(address));
    }
}
