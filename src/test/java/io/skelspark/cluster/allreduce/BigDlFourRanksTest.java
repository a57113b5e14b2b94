package io.skelspark.cluster.allreduce;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;

/** BigDL's all-reduce between four executors. */
class BigDlFourRanksTest extends AllReduceContract {
    BigDlFourRanksTest() {
        super(AllReduceKind.BIGDL, 4);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofExecutors(4, 512);
    }
}
