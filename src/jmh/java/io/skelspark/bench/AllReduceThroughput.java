package io.skelspark.bench;

import io.skelspark.LocalCluster;
import io.skelspark.cluster.RankContext;
import io.skelspark.cluster.RankSettings;
import io.skelspark.cluster.RankStage;
import io.skelspark.cluster.allreduce.AllReduceKind;
import io.skelspark.cluster.device.DeviceChoice;
import io.skelspark.train.AllReduce;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Prints how long each all-reduce of a gradient takes between executors of this machine, compared with a plain exchange
 * over sockets ({@link PlainExchange}) as the floor. Each round runs all of them in turn.
 *
 * <p>Run it after {@code mvn -q test-compile dependency:build-classpath
 * -Dmdep.outputFile=target/bench-classpath}, with SPARK_HOME at target/spark, SPARK_SCALA_VERSION at 2.12 and the options of
 * spark.jvm.options: {@code java -cp "target/test-classes:target/classes:$(cat target/bench-classpath)"
 * io.skelspark.bench.AllReduceThroughput 2 3100000}
 */
public final class AllReduceThroughput {
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 30;
    private static final int SUMS = 50;
    private static final String FLOOR = "plain sockets";

    private AllReduceThroughput() {}

    /**
     * Prints one line for each all-reduce.
     *
     * @param arguments number of ranks, number of floats
     */
    public static void main(String[] arguments) {
        int ranks = Integer.parseInt(arguments[0]);
        int length = Integer.parseInt(arguments[1]);
        Map<String, double[]> millis = new LinkedHashMap<>();
        try (JavaSparkContext spark = LocalCluster.ofExecutors(ranks, 1024)) {
            for (int round = 0; round < ROUNDS; round++) {
                millis.merge(
                        FLOOR,
                        run(spark, settings(ranks, AllReduceKind.BIGDL), length, FLOOR),
                        AllReduceThroughput::joined);
                for (AllReduceKind kind : AllReduceKind.values()) {
                    millis.merge(
                            kind.key(),
                            run(spark, settings(ranks, kind), length, kind.key()),
                            AllReduceThroughput::joined);
                }
            }
        }
        System.out.printf("%d ranks, %,d floats, %d sums each, ms%n", ranks, length, ROUNDS * SUMS);
        millis.forEach((name, times) -> print(name, times, millis.getOrDefault(FLOOR, times)));
    }

    private static RankSettings settings(int ranks, AllReduceKind kind) {
        return new RankSettings(ranks, kind, DeviceChoice.CPU, Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    private static double[] run(JavaSparkContext spark, RankSettings settings, int length, String name) {
        return RankStage.run(spark, settings, context -> time(context, length, name), line -> {})
                .get(0);
    }

    private static double[] time(RankContext context, int length, String name) throws Exception {
        if (!name.equals(FLOOR)) {
            return time(context, context.allReduce(), length);
        }
        try (AllReduce plain = PlainExchange.between(context)) {
            return time(context, plain, length);
        }
    }

    private static double[] time(RankContext context, AllReduce allReduce, int length) {
        float[] gradient = new float[length];
        double[] millis = new double[SUMS];
        for (int i = -WARM_UP; i < SUMS; i++) {
            Arrays.fill(gradient, 1e-3f);
            context.allReduce().sum(new float[0]); // so that all ranks begin together
            long begin = System.nanoTime();
            allReduce.sum(gradient);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        return millis;
    }

    private static double[] joined(double[] first, double[] second) {
        double[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        Arrays.sort(all);
        return all;
    }

    private static void print(String name, double[] sorted, double[] floor) {
        double median = sorted[sorted.length / 2];
        System.out.printf(
                Locale.ROOT,
                "%-14s median %6.1f, min %6.1f, median / floor's %4.1f%n",
                name,
                median,
                sorted[0],
                median / floor[floor.length / 2]);
    }
}
