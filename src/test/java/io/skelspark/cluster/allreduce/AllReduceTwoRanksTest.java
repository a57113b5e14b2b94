package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.LocalCluster;
import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.train.AllReduce;
import io.skelspark.train.AllReduceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The all-reduces between two executors, the same cluster for all: a killed executor is replaced. */
@Tag("cluster")
class AllReduceTwoRanksTest {
    private static JavaSparkContext spark;

    /** The whole heap is allocated at the start, so that only native memory can grow. */
    @BeforeAll
    static void startSpark() {
        String options = LocalCluster.QUICK_OPTIONS + " -Xms512m -XX:+AlwaysPreTouch";
        spark = LocalCluster.ofExecutors(2, 512, Map.of(LocalCluster.EXECUTOR_OPTIONS, options));
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    /** BigDL's all-reduce, and the errors of a rank if the other's slice is missing or old. */
    @Nested
    class BigDl extends TwoExecutorsContract {
        BigDl() {
            super(AllReduceKind.BIGDL);
        }

        @Override
        JavaSparkContext spark() {
            return spark;
        }

        /** The disturbance by rank 1 between the put and the fetch of a sum. */
        private enum Sabotage {
            REMOVE,
            KEEP_THE_FORMER
        }

        /** Runs a sum step by step and disturbs it; returns each rank's error when it fetched the part of the other. */
        private List<String> reduceDisturbed(Sabotage sabotage) {
            return onRanks(context -> {
                RankBarrier barrier = ((BarrierAllReduce) context.allReduce()).barrier();
                try (BoundedCalls calls = new BoundedCalls("test", 2, barrier.timeout(), barrier::cancelled)) {
                    long id = barrier.attemptId() << 16 | 0xffff;
                    RankBlocks blocks = RankBlocks.of(barrier);
                    SliceExchange exchange = new SliceExchange(id, context.rank(), 2, LENGTH, blocks, calls);
                    exchange.allocate();
                    float[] vector = vector(context.rank(), LENGTH, 1);
                    exchange.put(vector, 1);
                    barrier.await("whole");
                    exchange.reduce(vector, 1);
                    barrier.await("reduced");
                    boolean disturbs = context.rank() == 1;
                    if (!disturbs || sabotage == Sabotage.REMOVE) {
                        exchange.put(vector, 2);
                    }
                    boolean removes = disturbs && sabotage == Sabotage.REMOVE;
                    if (removes) {
                        exchange.release();
                    }
                    barrier.await("disturbed");
                    String error = "";
                    try {
                        if (!disturbs) {
                            exchange.reduce(vector, 2);
                        }
                    } catch (AllReduceException e) {
                        error = e.toString();
                    }
                    barrier.await("checked");
                    if (!removes) {
                        exchange.release();
                    }
                    return error;
                }
            });
        }

        @Test
        void noticesAMissingSlice() {
            assertThat(reduceDisturbed(Sabotage.REMOVE).get(0))
                    .contains("part of rank 1 of the slice of rank 0")
                    .contains("no block");
        }

        @Test
        void noticesASliceOfAnEarlierSumByItsStamp() {
            assertThat(reduceDisturbed(Sabotage.KEEP_THE_FORMER).get(0))
                    .contains("part of rank 1 of the slice of rank 0")
                    .contains("stamp 1.0, expected 2.0");
        }
    }

    /** Rabit, and the errors of a rank if the other is lost within a native call. */
    @Nested
    class Rabit extends TwoExecutorsContract {
        Rabit() {
            super(AllReduceKind.RABIT);
        }

        @Override
        JavaSparkContext spark() {
            return spark;
        }

        /** Sums without meeting the other rank first, which makes the loss happen within the native call. */
        private static void sumUnmet(AllReduce allReduce, float[] vector) {
            ((RabitAllReduce) allReduce).exchange(vector, 3);
        }

        /** xgboost4j's own wrapper ignores the native error. */
        @Test
        void throwsTheNativeErrorIfTheOtherRankIsKilledWithinASum(@TempDir Path folder) throws IOException {
            Survivor survivor = signalRank1("-KILL", Duration.ofMinutes(2), folder, Rabit::sumUnmet);
            assertThat(survivor.exception()).isEqualTo(AllReduceException.class.getName());
            assertThat(survivor.message()).containsAnyOf("rabit, summing", "Spark has killed");
            assertThat(survivor.millis()).isLessThan(20_000);
        }

        @Test
        void waitsForARankThatGoesSilentWithinASumNoLongerThanTheTimeOut(@TempDir Path folder) throws IOException {
            try {
                Survivor survivor = signalRank1("-STOP", Duration.ofSeconds(2), folder, Rabit::sumUnmet);
                assertThat(survivor.exception()).isEqualTo(AllReduceException.class.getName());
                assertThat(survivor.millis()).isBetween(1_500L, 10_000L);
            } finally {
                long pid = Long.parseLong(Files.readString(folder.resolve("pid")));
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        }

        @Test
        void namesTheRankWhosePartIsOfAnotherSum() {
            List<String> met = onRanks(context -> {
                context.allReduce().sum(new float[LENGTH]);
                try {
                    ((RabitAllReduce) context.allReduce()).exchange(new float[LENGTH], 2 - context.rank());
                    return "";
                } catch (AllReduceException e) {
                    return String.valueOf(e.getMessage());
                }
            });
            assertThat(met).hasSize(2).allSatisfy(message -> assertThat(message)
                    .contains("stamps add up to 3.0")
                    .contains("the stamps of ranks [1] differ from rank 0's"));
        }
    }
}
