package io.skelspark.cluster.allreduce;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;

/** BigDL's all-reduce between four executors. */
@Tag("cluster")
class BigDlFourRanksTest extends AllReduceContract {
    BigDlFourRanksTest() {
        super(AllReduceKind.BIGDL, 4);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofExecutors(4, 512);
    }
}
