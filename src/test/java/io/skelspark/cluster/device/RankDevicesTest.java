package io.skelspark.cluster.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.FakeGpus;
import io.skelspark.LocalCluster;
import io.skelspark.cluster.RankContext;
import io.skelspark.cluster.RankException;
import io.skelspark.cluster.RankSettings;
import io.skelspark.cluster.RankStage;
import io.skelspark.cluster.allreduce.AllReduceKind;
import io.skelspark.train.network.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which GPUs ranks are given, with scripts in place of the driver's tools: Spark does not ask whether there are such. */
@Tag("spark")
class RankDevicesTest {
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static RankSettings settings(int ranks, DeviceChoice device, Duration startup) {
        return new RankSettings(ranks, AllReduceKind.BIGDL, device, Duration.ofSeconds(20), startup);
    }

    private static List<Device> devices(JavaSparkContext spark, RankSettings settings) {
        return RankStage.run(spark, settings, RankContext::device, line -> {});
    }

    /** Workers of two cores and of GPUs that the script finds; executors of two cores and one GPU. */
    private static JavaSparkContext executors(int count, Path discovery, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "spark.master",
                "local-cluster[%d,2,512]".formatted(count),
                "spark.executor.cores",
                "2",
                "spark.executor.instances", // so that slow ones are waited for
                Integer.toString(count),
                "spark.worker.resource.gpu.amount",
                "1",
                "spark.worker.resource.gpu.discoveryScript",
                discovery.toString(),
                "spark.executor.resource.gpu.amount",
                "1"));
        settings.putAll(more);
        return LocalCluster.ofExecutors(count, 512, settings);
    }

    @Test
    void givesEachRankAGpuOfItsOwnAndOtherStagesNone() throws IOException {
        try (JavaSparkContext spark = executors(2, FakeGpus.oneByOne(folder, "3", "5"), Map.of())) {
            ExecutorPool executors = ExecutorPool.settled(spark, QUIET, LONGEST, () -> false);
            assertThat(executors).isEqualTo(new ExecutorPool(2, 2, 1));
            assertThat(Gpus.addresses(spark.sc()).values()).containsExactlyInAnyOrder(List.of("3"), List.of("5"));

            assertThat(devices(spark, settings(2, DeviceChoice.AUTO, LONGEST)))
                    .containsExactlyInAnyOrder(new Device.Gpu(3), new Device.Gpu(5));
            assertThat(devices(spark, settings(2, DeviceChoice.GPU, LONGEST)))
                    .as("once more, by the same profile")
                    .containsExactlyInAnyOrder(new Device.Gpu(3), new Device.Gpu(5));
            assertThat(devices(spark, settings(4, DeviceChoice.CPU, LONGEST)))
                    .as("on all cores")
                    .containsOnly(Device.CPU);
            assertThat(spark.parallelize(List.of(0, 1, 2, 3), 4)
                            .map(item -> TaskContext.get().resourcesJMap().size())
                            .collect())
                    .as("resources of other tasks")
                    .containsOnly(0);
            assertThatThrownBy(() -> devices(spark, settings(4, DeviceChoice.AUTO, Duration.ofMillis(300))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ranks is 4, but local-cluster[2,2,512] runs 2 tasks at once")
                    .hasMessageContaining("each takes a GPU")
                    .hasMessageContaining("spark.executor.resource.gpu.amount");
        }
    }

    @Test
    void refusesOneGpuForTwoRanks() throws IOException {
        Map<String, String> halves = Map.of("spark.task.resource.gpu.amount", "0.5");
        try (JavaSparkContext spark = executors(1, FakeGpus.all(folder, "0"), halves)) {
            assertThatThrownBy(() -> devices(spark, settings(2, DeviceChoice.AUTO, LONGEST)))
                    .isInstanceOf(RankException.class)
                    .hasMessageContaining("ranks 0 and 1 were both given GPU 0 of host ")
                    .hasMessageContaining("leave spark.task.resource.gpu.amount unset");
        }
    }

    @Test
    void takesTheGpusOfTheDriverUnderALocalMaster() throws IOException {
        Map<String, String> settings = Map.of(
                "spark.driver.resource.gpu.amount",
                "2",
                "spark.driver.resource.gpu.discoveryScript",
                FakeGpus.all(folder, "0", "1").toString());
        try (JavaSparkContext spark = LocalCluster.ofThreads(4, settings)) {
            assertThat(ExecutorPool.settled(spark, QUIET, LONGEST, () -> false)).isEqualTo(new ExecutorPool(1, 4, 2));
            assertThat(Gpus.addresses(spark.sc())).containsExactly(Map.entry("driver", List.of("0", "1")));
            assertThat(devices(spark, settings(2, DeviceChoice.AUTO, LONGEST)))
                    .containsExactly(new Device.Gpu(0), new Device.Gpu(1));
            assertThatThrownBy(() -> devices(spark, settings(4, DeviceChoice.AUTO, Duration.ofMillis(300))))
                    .hasMessageContaining("ranks is 4, but local[4] runs 2 tasks at once")
                    .hasMessageContaining("spark.driver.resource.gpu.amount");
        }
    }

    @Test
    void refusesGpusThatSparkDoesNotHave() {
        try (JavaSparkContext spark = LocalCluster.ofThreads(1)) {
            assertThat(devices(spark, settings(1, DeviceChoice.AUTO, LONGEST))).containsExactly(Device.CPU);
            assertThat(Gpus.addresses(spark.sc())).isEmpty();
            assertThatThrownBy(() -> devices(spark, settings(1, DeviceChoice.GPU, LONGEST)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("train.device is gpu, but Spark has no GPUs")
                    .hasMessageContaining("spark.driver.resource.gpu.amount");
        }
    }

    @Test
    void hasRoomForARankOnEachGpu() {
        assertThat(DeviceChoice.AUTO.places(new ExecutorPool(2, 8, 4))).isEqualTo(8);
        assertThat(DeviceChoice.AUTO.places(new ExecutorPool(2, 8, 0))).isEqualTo(2);
        assertThat(DeviceChoice.CPU.places(new ExecutorPool(2, 8, 4))).isEqualTo(2);
    }

    @Test
    void letsRanksShareProcessorsAlone() {
        assertThatCode(() -> RankDevices.requireDistinct(List.of("", ""))).doesNotThrowAnyException();
        assertThatCode(() -> RankDevices.requireDistinct(List.of("GPU 0 of host a", "GPU 0 of host b")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RankDevices.requireDistinct(List.of("GPU 0 of host a", "", "GPU 0 of host a")))
                .hasMessageContaining("ranks 0 and 2 were both given GPU 0 of host a");
    }
}
