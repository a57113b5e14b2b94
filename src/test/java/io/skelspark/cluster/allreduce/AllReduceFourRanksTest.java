package io.skelspark.cluster.allreduce;

import io.skelspark.LocalCluster;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The all-reduces between four executors, the same ones for all: most of the time is their start. */
@Tag("cluster")
class AllReduceFourRanksTest {
    private static JavaSparkContext spark;

    @BeforeAll
    static void startSpark() {
        spark = LocalCluster.ofExecutors(4, 512, LocalCluster.QUICK_START);
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @Nested
    class BigDl extends AllReduceContract {
        BigDl() {
            super(AllReduceKind.BIGDL, 4);
        }

        @Override
        JavaSparkContext spark() {
            return spark;
        }
    }

    @Nested
    class RabitPairs extends AllReduceContract {
        RabitPairs() {
            super(AllReduceKind.RABIT, 4);
        }

        @Override
        JavaSparkContext spark() {
            return spark;
        }
    }

    @Nested
    class RabitRing extends AllReduceContract {
        RabitRing() {
            super(AllReduceKind.RABIT_RING, 4);
        }

        @Override
        JavaSparkContext spark() {
            return spark;
        }
    }
}
