package io.skelspark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.LocalCluster;
import io.skelspark.cluster.allreduce.AllReduceKind;
import io.skelspark.cluster.device.DeviceChoice;
import io.skelspark.train.AllReduceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class RankStageTest {
    private static JavaSparkContext spark;

    @BeforeAll
    static void startSpark() {
        spark = LocalCluster.ofThreads(2);
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    private static RankSettings settings(int ranks, Duration timeout) {
        return new RankSettings(ranks, AllReduceKind.BIGDL, DeviceChoice.CPU, timeout, Duration.ofMillis(300));
    }

    private static <R> List<R> run(RankTask<R> task) {
        return run(settings(2, Duration.ofSeconds(20)), task);
    }

    private static <R> List<R> run(RankSettings settings, RankTask<R> task) {
        return RankStage.run(spark, settings, task, line -> {});
    }

    /** Waits until all ranks are here. */
    private static boolean meet(RankContext context) {
        context.allReduce().sum(new float[0]);
        return true;
    }

    @Test
    void showsTheProgressOfRanksOnTheDriver() {
        List<String> shown = new ArrayList<>();
        RankTask<Integer> task = context -> {
            context.progress("rank " + context.rank() + " is half way");
            context.progress("rank " + context.rank() + " is done");
            return context.rank();
        };
        RankStage.run(spark, settings(2, Duration.ofSeconds(20)), task, shown::add);
        assertThat(shown)
                .containsSubsequence("rank 0 is half way", "rank 0 is done")
                .containsSubsequence("rank 1 is half way", "rank 1 is done")
                .hasSize(4);
    }

    @Test
    void returnsResultsInRankOrder() {
        assertThat(run(context -> context.rank() + " of " + context.world())).containsExactly("0 of 2", "1 of 2");
    }

    @Test
    void runsASingleRankWithoutAnExchange() {
        List<Float> sums = run(settings(1, Duration.ofSeconds(5)), context -> {
            float[] vector = {2.5f};
            context.allReduce().sum(vector);
            return vector[0];
        });
        assertThat(sums).containsExactly(2.5f);
    }

    private static final AtomicInteger STARTS = new AtomicInteger();

    @Test
    void reportsTheErrorOfARankAndRunsNoneAgain() {
        STARTS.set(0);
        assertThatThrownBy(() -> run(context -> {
                    STARTS.incrementAndGet();
                    meet(context);
                    if (context.rank() == 1) {
                        throw new IllegalArgumentException("no such file");
                    }
                    meet(context);
                    return true;
                }))
                .isInstanceOf(RankException.class)
                .hasMessageContaining("rank 1 of 2")
                .hasMessageContaining("no such file")
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(STARTS).as("starts of the two ranks").hasValue(2);
    }

    /** An exception that the driver cannot be sent. */
    private static final class Unsendable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("unused") // cannot be serialized
        private final Object thread = Thread.currentThread();

        Unsendable() {
            super("cannot travel");
        }
    }

    @Test
    void reportsTheTextOfAnErrorThatCannotBeSent() {
        assertThatThrownBy(() -> run(context -> {
                    if (context.rank() == 1) {
                        throw new Unsendable();
                    }
                    return meet(context);
                }))
                .isInstanceOf(RankException.class)
                .hasMessageContaining("rank 1 of 2")
                .hasMessageContaining("cannot travel");
    }

    private static final CountDownLatch LATE = new CountDownLatch(1);

    @Test
    void namesTheRankThatDoesNotCome() {
        assertThatThrownBy(() -> run(settings(2, Duration.ofMillis(400)), context -> {
                    if (context.rank() == 1) {
                        LATE.await();
                        return true;
                    }
                    try {
                        return meet(context);
                    } finally {
                        LATE.countDown();
                    }
                }))
                .isInstanceOf(RankException.class)
                .hasCauseInstanceOf(Exception.class)
                .hasMessageContaining("waited PT0.4S at \"sum 0 of 0 floats\" for ranks [1]");
    }

    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    @Test
    void tellsARankThatSumsThatAnotherHasFailed() {
        assertThatThrownBy(() -> run(context -> {
                    if (context.rank() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                    try {
                        while (true) {
                            meet(context);
                        }
                    } catch (AllReduceException e) {
                        TOLD.add(String.valueOf(e.getMessage()));
                        throw e;
                    }
                }))
                .hasMessageContaining("on purpose");
        assertThat(TOLD).singleElement().asString().containsAnyOf("on purpose", "Spark has killed");
    }

    @Test
    void refusesMoreRanksThanTheClusterHasSlotsFor() {
        assertThatThrownBy(() -> run(settings(4, Duration.ofSeconds(5)), context -> context.rank()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "ranks is 4, but local[2] runs 2 tasks at once, and cannot run more than 2: start");
    }

    @Test
    void refusesDynamicAllocation() {
        spark.sc().conf().set("spark.dynamicAllocation.enabled", "true");
        try {
            assertThatThrownBy(() -> run(RankContext::rank))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("spark.dynamicAllocation.enabled is true");
        } finally {
            spark.sc().conf().remove("spark.dynamicAllocation.enabled");
        }
    }
}
