package io.skelspark.cluster.allreduce;

import io.skelspark.cluster.RankContext;
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
import org.apache.spark.api.java.JavaSparkContext;

/** Runs tasks on ranks that sum vectors, and knows which sums are right. */
abstract class AllReduceRanks {
    final AllReduceKind kind;
    final int ranks;

    AllReduceRanks(AllReduceKind kind, int ranks) {
        this.kind = kind;
        this.ranks = ranks;
    }

    /** Returns the context on whose executors the ranks run. */
    abstract JavaSparkContext spark();

    RankSettings settings(Duration timeout) {
        return new RankSettings(ranks, kind, DeviceChoice.CPU, timeout, Duration.ofMinutes(2));
    }

    <R> List<R> onRanks(RankTask<R> task) {
        return onRanks(Duration.ofSeconds(30), task);
    }

    <R> List<R> onRanks(Duration timeout, RankTask<R> task) {
        return RankStage.run(spark(), settings(timeout), task, line -> {});
    }

    /** Returns, for each rank, how many of the sums of vectors of these lengths were wrong in a bit. */
    List<Integer> sums(int... lengths) {
        AllReduceKind summing = kind; // the test itself is not serialized
        return onRanks(context -> wrongSums(summing, context.allReduce(), lengths));
    }

    /** Returns values whose sum over the ranks depends on the order of the terms. */
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

    /** Returns the sum that an implementation promises: of the pairwise tree, or of the ring. */
    static float[] sum(AllReduceKind kind, int ranks, int length, int seed) {
        return kind == AllReduceKind.RABIT_RING ? ringSum(ranks, length, seed) : treeSum(ranks, length, seed);
    }

    /** The vector and its stamp are cut into one segment per rank, the last one longer; each is added up from its rank on. */
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

    /** Returns how many of the sums of vectors of these lengths are wrong in a bit on this rank. */
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

    /** Meets the other ranks and returns the texts of all, in rank order. */
    static List<String> meet(RankContext context, String step, String text) {
        return ((BarrierAllReduce) context.allReduce()).barrier().gather(step, text);
    }
}
