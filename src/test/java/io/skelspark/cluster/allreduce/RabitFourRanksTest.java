package io.skelspark.cluster.allreduce;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;

/** Rabit between four executors, in pairs. */
@Tag("cluster")
class RabitFourRanksTest extends AllReduceContract {
    RabitFourRanksTest() {
        super(AllReduceKind.RABIT, 4);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofExecutors(4, 512);
    }
}
