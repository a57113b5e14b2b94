package io.skelspark.cluster;

import io.skelspark.LocalCluster;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Prints how long the all-reduce of a gradient takes between executors on this machine.
 *
 * <p>To run it after {@code mvn test-compile}, with SPARK_HOME at target/spark, SPARK_SCALA_VERSION at 2.12 and the
 * options of spark.jvm.options: {@code java -cp 'target/test-classes:target/classes:target/spark/jars/*'
 * io.skelspark.cluster.AllReduceThroughput [ranks] [sums]}
 */
public final class AllReduceThroughput {
    private static final List<Integer> LENGTHS = List.of(1_400_000, 3_100_000);

    private AllReduceThroughput() {}

    public static void main(String[] arguments) {
        int ranks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        int sums = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        RankSettings settings =
                new RankSettings(ranks, AllReduceKind.BIGDL, Duration.ofMinutes(1), Duration.ofMinutes(2));
        try (JavaSparkContext spark = LocalCluster.ofExecutors(ranks, 1024)) {
            for (int length : LENGTHS) {
                double[] millis = RankStage.run(
                                spark, settings, context -> time(context, length, sums), System.out::println)
                        .get(0);
                System.out.printf(
                        Locale.ROOT,
                        "%d ranks, %,d floats, %d sums: median %.1f ms, min %.1f ms%n",
                        ranks,
                        length,
                        sums,
                        millis[sums / 2],
                        millis[0]);
            }
        }
    }

    /** Milliseconds of each sum, sorted, after as many that only warm up. */
    private static double[] time(RankContext context, int length, int sums) {
        float[] gradient = new float[length];
        double[] millis = new double[sums];
        for (int i = -sums; i < sums; i++) {
            Arrays.fill(gradient, 1e-3f);
            context.barrier().await("ready");
            long begin = System.nanoTime();
            context.allReduce().sum(gradient);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis;
    }
}
