package io.skelspark.cluster.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.LocalCluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many executors take part if the settings do not say, and how many a standalone cluster can give. */
@Tag("spark")
class ExecutorPoolTest {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Test
    void waitsForExecutorsThatRegisterOneAfterTheOther() {
        Map<String, String> unannounced =
                Map.of("spark.executor.instances", "0", LocalCluster.EXECUTOR_OPTIONS, LocalCluster.QUICK_OPTIONS);
        try (JavaSparkContext spark = LocalCluster.ofExecutors(2, 512, unannounced)) {
            assertThat(spark.sc().statusTracker().getExecutorInfos())
                    .as("the driver and those that have registered at once")
                    .hasSizeLessThan(3);
            assertThat(ExecutorPool.settled(spark, QUIET, LONGEST, () -> false)).isEqualTo(new ExecutorPool(2, 1, 0));
            assertThatThrownBy(() -> ExecutorPool.settled(spark, LONGEST, LONGEST, () -> true))
                    .isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> ExecutorPool.restored(spark, 3, LONGEST, () -> true))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void countsTheDriverAsTheOnlyExecutorOfALocalMaster() {
        try (JavaSparkContext spark = LocalCluster.ofThreads(3)) {
            assertThat(ExecutorPool.settled(spark, QUIET, LONGEST, () -> false)).isEqualTo(new ExecutorPool(1, 3, 0));
        }
    }

    private static SparkConf settings(String master, int cores, int allCores) {
        return new SparkConf(false)
                .set("spark.master", master)
                .set("spark.executor.cores", Integer.toString(cores))
                .set("spark.cores.max", Integer.toString(allCores));
    }

    @Test
    void expectsOfAStandaloneClusterWhatItsCoresAllow() {
        assertThat(ExecutorPool.most(settings("spark://host:7077", 1, 2))).isEqualTo(2);
        assertThat(ExecutorPool.most(settings("spark://host:7077", 4, 10))).isEqualTo(2);
        assertThat(ExecutorPool.most(settings("spark://host:7077", 4, 3)))
                .as("executors that cannot start are no bound")
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(ExecutorPool.most(settings("yarn", 1, 2)))
                .as("YARN does not read spark.cores.max")
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(ExecutorPool.most(new SparkConf(false).set("spark.master", "spark://host:7077")))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void knowsHowManyTasksTheSettingsAllow() {
        assertThat(ExecutorPool.mostTasks(settings("spark://host:7077", 1, 2))).isEqualTo(2);
        assertThat(ExecutorPool.mostTasks(settings("spark://host:7077", 4, 10))).isEqualTo(8);
        assertThat(ExecutorPool.mostTasks(settings("spark://host:7077", 4, 10).set("spark.task.cpus", "2")))
                .isEqualTo(4);
        assertThat(ExecutorPool.mostTasks(new SparkConf(false)
                        .set("spark.master", "spark://host:7077")
                        .set("spark.cores.max", "3")))
                .isEqualTo(3);
        assertThat(ExecutorPool.mostTasks(new SparkConf(false).set("spark.master", "spark://host:7077")))
                .as("a cluster may have any number of cores")
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(ExecutorPool.mostTasks(settings("yarn", 2, 0).set("spark.executor.instances", "3")))
                .isEqualTo(6);
        assertThat(ExecutorPool.mostTasks(settings("yarn", 2, 0))).isEqualTo(Integer.MAX_VALUE);
    }
}
