package io.skelspark.cluster;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;

/** Rabit between two executors. */
class RabitTwoRanksTest extends AllReduceContract {
    RabitTwoRanksTest() {
        super(AllReduceKind.RABIT, 2);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofExecutors(2, 512);
    }
}
