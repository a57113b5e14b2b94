package io.skelspark.cluster.device;

import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import scala.Option;

/**
 * Ranks compute on the GPUs of their executors, one each, that Spark hands out as it does cores.
 *
 * <p>The stage asks for them by a profile of its own, so that the tasks of all other stages of the application, which
 * prepare and score, need none. That profile says what a task takes of an executor and not what an executor is: Spark
 * starts other executors for a stage only under dynamic allocation, and runs no barrier stage under that. So all
 * executors of an application that trains on GPUs hold them from its beginning to its end; whoever wants to prepare on
 * machines without GPUs does so in an application before.
 */
record ExecutorGpus() implements RankDevices {
    @Override
    public ResourceProfile profile(SparkContext spark) {
        // the processors too: Spark counts slots by what it holds for the scarcest, and breaks off where a profile
        // names none
        int cpus = spark.getConf().getInt("spark.task.cpus", 1);
        ResourceProfile profile = new ResourceProfileBuilder()
                .require(new TaskResourceRequests().cpus(cpus).resource(Gpus.RESOURCE, 1))
                .build();
        // Spark never forgets a profile, and a run has a stage for each of its restarts
        Option<ResourceProfile> known = spark.resourceProfileManager().getEquivalentProfile(profile);
        if (known.isDefined()) {
            return known.get();
        }
        spark.resourceProfileManager().addResourceProfile(profile);
        return profile;
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

    /** Containers number the GPUs that they see from 0 each; a worker of a standalone cluster hands out those of its host. */
    private static String owner() {
        SparkEnv spark = SparkEnv.get();
        String master = spark.conf().get("spark.master", "");
        boolean ofHost = master.startsWith("spark:") || master.startsWith("local-cluster");
        return ofHost ? "host " + spark.blockManager().blockManagerId().host() : "executor " + spark.executorId();
    }
}
