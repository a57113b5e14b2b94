package io.skelspark.cluster.device;

import java.time.Duration;
import java.util.Comparator;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The executors that an application has.
 *
 * @param count number of executors; 1 where the driver is the only one
 * @param cores of each, where they are alike
 * @param gpus of each that Spark hands out
 */
public record ExecutorPool(int count, int cores, int gpus) {
    /** Orders the ids of executors, which are numbers: 10 comes behind 9. */
    public static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final long GLANCE_MILLIS = 100;

    /**
     * Waits until the executors are complete: as many as {@code spark.executor.instances} says or, where nothing says
     * how many there will be, until none has joined for a while. Spark starts an application as soon as it is
     * submitted, and the executors register one after the other.
     *
     * @param quiet how long none has joined then
     * @param longest wait for the first executor, and for all those that are announced
     * @throws IllegalStateException if no executor has registered by then
     */
    public static ExecutorPool settled(JavaSparkContext spark, Duration quiet, Duration longest) {
        if (spark.isLocal()) {
            return new ExecutorPool(1, spark.defaultParallelism(), Gpus.ofEach(spark.sc()));
        }
        int gpus = Gpus.ofEach(spark.sc());
        int announced = spark.getConf().getInt("spark.executor.instances", 0);
        long deadline = System.nanoTime() + longest.toNanos();
        int count = registered(spark);
        long since = System.nanoTime();
        while (System.nanoTime() < deadline && !complete(count, announced, System.nanoTime() - since, quiet)) {
            pause();
            int now = registered(spark);
            since = now == count ? since : System.nanoTime();
            count = now;
        }
        if (count == 0) {
            throw new IllegalStateException("%s has given no executor within %s: see whether it has workers with enough"
                            .formatted(spark.sc().master(), longest)
                    + " free cores, memory" + (gpus > 0 ? " and GPUs" : "")
                    + " (spark.executor.cores, spark.executor.memory, spark.executor.resource.*)");
        }
        return new ExecutorPool(count, Math.max(1, spark.defaultParallelism() / count), gpus);
    }

    /**
     * Waits until there are as many executors again as there were, so that a cluster has time to replace one that was lost;
     * one that cannot goes on with fewer.
     */
    public static void restored(JavaSparkContext spark, int count, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!spark.isLocal() && registered(spark) < count && System.nanoTime() < deadline) {
            pause();
        }
    }

    private static boolean complete(int count, int announced, long unchangedNanos, Duration quiet) {
        return announced > 0 ? count >= announced : count > 0 && unchangedNanos >= quiet.toNanos();
    }

    /** The driver is listed too. */
    private static int registered(JavaSparkContext spark) {
        return spark.sc().statusTracker().getExecutorInfos().length - 1;
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for executors", e);
        }
    }
}
