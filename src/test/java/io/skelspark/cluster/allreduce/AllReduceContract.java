package io.skelspark.cluster.allreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.cluster.RankException;
import io.skelspark.cluster.RankSettings;
import io.skelspark.cluster.RankStage;
import io.skelspark.cluster.RankTask;
import io.skelspark.cluster.device.DeviceChoice;
import io.skelspark.train.AllReduce;
import io.skelspark.train.PairwiseSum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import scala.collection.JavaConverters;

/** What every all-reduce must do, on every kind of cluster. */
@Tag("spark")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AllReduceContract {
    private final AllReduceKind kind;
    private final int ranks;
    private JavaSparkContext spark;

    AllReduceContract(AllReduceKind kind, int ranks) {
        this.kind = kind;
        this.ranks = ranks;
    }

    abstract JavaSparkContext start();

    @BeforeAll
    void startSpark() {
        spark = start();
    }

    @AfterAll
    void stopSpark() {
        spark.stop();
    }

    RankSettings settings(Duration timeout) {
        return new RankSettings(ranks, kind, DeviceChoice.CPU, timeout, Duration.ofMinutes(2));
    }

    <R> List<R> onRanks(RankTask<R> task) {
        return onRanks(Duration.ofSeconds(30), task);
    }

    <R> List<R> onRanks(Duration timeout, RankTask<R> task) {
        return RankStage.run(spark, settings(timeout), task, line -> {});
    }

    /** On each rank, how many of the sums of vectors of these lengths were wrong. */
    List<Integer> sums(int... lengths) {
        AllReduceKind summing = kind; // this test itself does not travel
        return onRanks(context -> wrongSums(summing, context.allReduce(), lengths));
    }

    /** Values whose sum depends on the order of the terms. */
    static float[] vector(int rank, int length, int seed) {
        Random random = new Random(31L * seed + rank);
        float[] vector = new float[length];
        for (int i = 0; i < length; i++) {
            vector[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4));
        }
        return vector;
    }

    static float[] treeSum(int ranks, int length, int seed) {
        List<float[]> vectors = new ArrayList<>();
        for (int rank = 0; rank < ranks; rank++) {
            vectors.add(vector(rank, length, seed));
        }
        return PairwiseSum.into(vectors);
    }

    static int[] bits(float[] vector) {
        int[] bits = new int[vector.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(vector[i]));
        return bits;
    }

    /** The sum that an implementation owes: of the pairwise tree, but for the one that says that it has another order. */
    static float[] sum(AllReduceKind kind, int ranks, int length, int seed) {
        return kind == AllReduceKind.RABIT_RING ? ringSum(ranks, length, seed) : treeSum(ranks, length, seed);
    }

    /** The vector and its stamp in one segment a rank, the last one longer; each is added up from its rank on. */
    private static float[] ringSum(int ranks, int length, int seed) {
        int segment = (length + 1) / ranks;
        float[][] vectors = new float[ranks][];
        Arrays.setAll(vectors, rank -> vector(rank, length, seed));
        float[] sum = new float[length];
        for (int i = 0; i < length; i++) {
            int first = segment == 0 ? 0 : Math.min(i / segment, ranks - 1);
            sum[i] = vectors[first][i];
            for (int next = 1; next < ranks; next++) {
                sum[i] += vectors[(first + next) % ranks][i];
            }
        }
        return sum;
    }

    /** How many of the sums of vectors of these lengths were wrong in a bit, on this rank. */
    static int wrongSums(AllReduceKind kind, AllReduce allReduce, int... lengths) {
        int wrong = 0;
        for (int seed = 0; seed < lengths.length; seed++) {
            float[] vector = vector(allReduce.rank(), lengths[seed], seed);
            allReduce.sum(vector);
            if (!Arrays.equals(bits(vector), bits(sum(kind, allReduce.world(), lengths[seed], seed)))) {
                wrong++;
            }
        }
        return wrong;
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
    void sumsTheSameLengthAgainAndAgain() {
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
    void refusesToGoOnWithoutARankThatLeavesOutASum() {
        assertThatThrownBy(() -> onRanks(context -> {
                    context.allReduce().sum(new float[10]);
                    if (context.rank() == 1) {
                        context.allGather("elsewhere");
                    }
                    context.allReduce().sum(new float[10]);
                    return true;
                }))
                .isInstanceOf(RankException.class)
                .hasMessageContaining("out of step")
                .hasMessageContaining("all-gather")
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
    void leavesNoBlockAndNoThreadBehind() {
        sums(5, 1000, 1000, 7, 1000, 1000);
        assertThat(onRanks(context -> remains())).hasSize(ranks).containsOnly(List.of());
    }

    @Test
    void leavesNoBlockAndNoThreadBehindWhenItFails() {
        AllReduceKind summing = kind; // this test itself does not travel
        assertThatThrownBy(() -> onRanks(context -> {
                    wrongSums(summing, context.allReduce(), 1000, 1000, 1000);
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(RankException.class);
        // the tasks of the failed stage may still be ending: the ranks look together, so that they stay in step
        List<String> remains = onRanks(context -> {
            List<String> all = context.allGather(remains().toString());
            for (int look = 0; look < 2000 && all.stream().anyMatch(one -> !one.equals("[]")); look++) {
                all = context.allGather(remains().toString());
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
