package io.skelspark.cluster.allreduce;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;

/** BigDL's all-reduce between two ranks that are threads of one virtual machine. */
class BigDlInOneJvmTest extends AllReduceContract {
    BigDlInOneJvmTest() {
        super(AllReduceKind.BIGDL, 2);
    }

    @Override
    JavaSparkContext start() {
        return LocalCluster.ofThreads(2);
    }
}
