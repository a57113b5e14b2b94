package io.skelspark.cluster.device;

import io.skelspark.cluster.internals.SparkInternals;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/**
 * The GPUs of executors, which Spark hands out to the ranks as it does cores, one each.
 *
 * <p>The stage asks for them by a profile of its own, so that the tasks of all other stages of the application, which
 * prepare and score, need none. The profile says what a task takes from an executor, not what an executor has: Spark starts
 * other executors for a stage only under dynamic allocation, which excludes barrier stages. So all executors of an
 * application that trains on GPUs hold them from its start to its end. To prepare on machines without GPUs, use an
 * application of its own.
 */
record ExecutorGpus() implements RankDevices {
    @Override
    public ResourceProfile profile(SparkContext spark) {
        // the cores too: Spark fails to count slots if a profile names none
        int cpus = spark.getConf().getInt("spark.task.cpus", 1);
        ResourceProfile profile = new ResourceProfileBuilder()
                .require(new TaskResourceRequests().cpus(cpus).resource(Gpus.RESOURCE, 1))
                .build();
        // the same one for each restart of a run
        return SparkInternals.registered(spark, profile);
    }

    @Override
    public String bounds() {
        return "each takes a GPU: spark.executor.instances or spark.cores.max, " + Gpus.EXECUTOR_AMOUNT;
    }

    @Override
    public Place place(BarrierTaskContext task) {
        ResourceInformation given = task.resourcesJMap().get(Gpus.RESOURCE);
        if (given == null || given.addresses().length == 0) {
            throw new IllegalStateException("rank " + task.partitionId() + " was given no GPU by Spark");
        }
        String address = given.addresses()[0];
        return new Place(Gpus.device(address), "GPU " + address + " of " + owner());
    }

    /** Each container numbers its GPUs from 0; a worker of a standalone cluster hands out the GPUs of its host. */
    private static String owner() {
        SparkEnv spark = SparkEnv.get();
        String master = spark.conf().get("spark.master", "");
        boolean ofHost = master.startsWith("spark:") || master.startsWith("local-cluster");
        return ofHost ? "host " + SparkInternals.host() : "executor " + spark.executorId();
    }
}
