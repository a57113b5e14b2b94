package io.skelspark.cluster.allreduce;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;

/** Rabit between two ranks that are threads of one virtual machine. */
class RabitInOneJvmTest extends AllReduceContract {
    RabitInOneJvmTest() {
        super(AllReduceKind.RABIT, 2);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofThreads(2);
    }
}
