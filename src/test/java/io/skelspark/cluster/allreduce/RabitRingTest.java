package io.skelspark.cluster.allreduce;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;

/** Rabit between four executors, in a ring. */
class RabitRingTest extends AllReduceContract {
    RabitRingTest() {
        super(AllReduceKind.RABIT_RING, 4);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofExecutors(4, 512);
    }
}
