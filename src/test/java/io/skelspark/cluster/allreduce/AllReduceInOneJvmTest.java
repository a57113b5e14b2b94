package io.skelspark.cluster.allreduce;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The all-reduces between two ranks that are threads of one virtual machine. */
@Tag("spark")
class AllReduceInOneJvmTest {
    private static JavaSparkContext spark;

    @BeforeAll
    static void startSpark() {
        spark = LocalCluster.ofThreads(2);
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @Nested
    class BigDl extends AllReduceContract {
        BigDl() {
            super(AllReduceKind.BIGDL, 2);
        }

        @Override
        JavaSparkContext spark() {
            return spark;
        }
    }

    @Nested
    class Rabit extends AllReduceContract {
        Rabit() {
            super(AllReduceKind.RABIT, 2);
        }

        @Override
        JavaSparkContext spark() {
            return spark;
        }
    }
}
