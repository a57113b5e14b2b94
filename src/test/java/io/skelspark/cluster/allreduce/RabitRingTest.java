package io.skelspark.cluster.allreduce;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;

/** Rabit between four executors, in a ring. */
@Tag("cluster")
class RabitRingTest extends AllReduceContract {
    RabitRingTest() {
        super(AllReduceKind.RABIT_RING, 4);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofExecutors(4, 512);
    }
}
