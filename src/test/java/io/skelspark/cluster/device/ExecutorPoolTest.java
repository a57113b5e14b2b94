package io.skelspark.cluster.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.LocalCluster;
import java.time.Duration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** How many executors take part where the settings do not say. */
class ExecutorPoolTest {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Test
    void waitsForExecutorsThatRegisterOneAfterTheOther() {
        try (JavaSparkContext spark = LocalCluster.ofExecutors(2, 512)) {
            assertThat(spark.sc().statusTracker().getExecutorInfos())
                    .as("the driver and those that have registered at once")
                    .hasSizeLessThan(3);
            assertThat(ExecutorPool.settled(spark, QUIET, LONGEST)).isEqualTo(new ExecutorPool(2, 1, 0));
        }
    }

    @Test
    void takesTheDriverForTheOnlyExecutorOfALocalMaster() {
        try (JavaSparkContext spark = LocalCluster.ofThreads(3)) {
            assertThat(ExecutorPool.settled(spark, QUIET, LONGEST)).isEqualTo(new ExecutorPool(1, 3, 0));
        }
    }
}
