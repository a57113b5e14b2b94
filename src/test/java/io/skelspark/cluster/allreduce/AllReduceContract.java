package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.cluster.RankException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

/** The contract of every all-reduce, on every kind of cluster. */
abstract class AllReduceContract extends AllReduceRanks {
    AllReduceContract(AllReduceKind kind, int ranks) {
        super(kind, ranks);
    }

    @Test
    void givesEveryRankTheBitsOfTheFixedOrder() {
        List<int[]> sums = onRanks(context -> {
            float[] vector = vector(context.rank(), 1000, 5);
            context.allReduce().sum(vector);
            return bits(vector);
        });
        assertThat(sums).hasSize(ranks).allSatisfy(sum -> assertThat(sum)
                .containsExactly(bits(sum(kind, ranks, 1000, 5))));
    }

    @Test
    void sumsVectorsOfAnyLength() {
        assertThat(sums(0, 1, 2, 3, 4, 5, 17, 0, 1, 100_003)).hasSize(ranks).containsOnly(0);
    }

    @Test
    void sumsTheSameLengthManyTimes() {
        int[] lengths = new int[60];
        Arrays.fill(lengths, 1001);
        assertThat(sums(lengths)).containsOnly(0);
    }

    @Test
    void sumsMoreLengthsThanItKeepsBlocksFor() {
        int[] lengths = new int[36];
        Arrays.setAll(lengths, i -> 10 + i % 12);
        assertThat(sums(lengths)).containsOnly(0);
    }

    @Test
    void refusesVectorsOfUnequalLength() {
        assertThatThrownBy(() -> onRanks(context -> {
                    context.allReduce().sum(new float[10 + Math.min(context.rank(), 1)]);
                    return true;
                }))
                .isInstanceOf(RankException.class)
                .hasMessageContaining("out of step")
                .hasMessageContaining("10 floats")
                .hasMessageContaining("11 floats");
    }

    @Test
    void failsIfARankLeavesOutASum() {
        assertThatThrownBy(() -> onRanks(context -> {
                    context.allReduce().sum(new float[10]);
                    if (context.rank() == 0) {
                        context.allReduce().sum(new float[10]);
                    }
                    return true;
                }))
                .isInstanceOf(RankException.class)
                .hasMessageContaining("out of step")
                .hasMessageContaining("\"end\"")
                .hasMessageContaining("sum 1 of 10 floats");
    }

    @Test
    void isUnusableAfterAFailedSum() {
        assertThatThrownBy(() -> onRanks(context -> {
                    try {
                        context.allReduce().sum(new float[10 + Math.min(context.rank(), 1)]);
                    } catch (RuntimeException expected) {
                        context.allReduce().sum(new float[10]);
                    }
                    return true;
                }))
                .isInstanceOf(RankException.class);
    }

    @Test
    void leavesNoBlockAndNoThread() {
        sums(5, 1000, 1000, 7, 1000, 1000);
        assertThat(onRanks(context -> remains())).hasSize(ranks).containsOnly(List.of());
    }

    @Test
    void leavesNoBlockAndNoThreadWhenItFails() {
        AllReduceKind summing = kind; // the test itself is not serialized
        assertThatThrownBy(() -> onRanks(context -> {
                    wrongSums(summing, context.allReduce(), 1000, 1000, 1000);
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(RankException.class);
        // tasks of the failed stage may still be ending: the ranks check together, so that they stay in step
        List<String> remains = onRanks(context -> {
            List<String> all = meet(context, "remains", remains().toString());
            for (int check = 0; check < 2000 && all.stream().anyMatch(one -> !one.equals("[]")); check++) {
                all = meet(context, "remains", remains().toString());
            }
            return all.get(context.rank());
        });
        assertThat(remains).containsOnly("[]");
    }

    private static List<String> remains() {
        List<String> remains = new ArrayList<>();
        JavaConverters.asJavaCollection(SparkEnv.get().blockManager().getMatchingBlockIds(new Footprint.IsOurs()))
                .forEach(block -> remains.add(block.name()));
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("all-reduce"))
                .forEach(remains::add);
        return remains;
    }
}
