package io.skelspark.cluster.device;

import io.skelspark.cluster.internals.SparkInternals;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The executors of an application.
 *
 * @param count number of executors; 1 if the driver is the only one
 * @param cores of each executor, if all have as many
 * @param gpus of each executor that Spark hands out
 */
public record ExecutorPool(int count, int cores, int gpus) {
    /** Orders the ids of executors, which are numbers: 9 comes before 10. */
    public static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private static final long CHECK_MILLIS = 50;

    /**
     * Waits until all executors have registered. Spark starts an application as soon as it is submitted, and its executors
     * register one after the other. All are there when there are as many as {@code spark.executor.instances} says. If that
     * is not set, all are there when none has registered for a while, or at once when a standalone cluster has given as
     * many as {@code spark.cores.max} allows.
     *
     * @param quiet how long none has registered then
     * @param longest wait for the first executor, and for {@code spark.executor.instances}
     * @param stop asked all the time whether to give up
     * @throws IllegalStateException if no executor has registered by then
     * @throws CancellationException if it was asked to stop
     */
    public static ExecutorPool settled(JavaSparkContext spark, Duration quiet, Duration longest, BooleanSupplier stop) {
        if (spark.isLocal()) {
            return new ExecutorPool(1, spark.defaultParallelism(), Gpus.ofEach(spark.sc()));
        }
        int gpus = Gpus.ofEach(spark.sc());
        int announced = spark.getConf().getInt("spark.executor.instances", 0);
        int most = most(spark.getConf());
        long deadline = System.nanoTime() + longest.toNanos();
        int count = registered(spark);
        long since = System.nanoTime();
        while (System.nanoTime() < deadline) {
            boolean isQuiet = count > 0 && System.nanoTime() - since >= quiet.toNanos();
            boolean complete = announced > 0 ? count >= announced : count >= most || isQuiet;
            if (complete) {
                break;
            }
            pause(stop);
            int now = registered(spark);
            since = now == count ? since : System.nanoTime();
            count = now;
        }
        if (count == 0) {
            throw new IllegalStateException(
                    "%s has given no executor within %s, expected one at least: check that it has"
                                    .formatted(spark.sc().master(), longest)
                            + " workers with enough free cores, memory" + (gpus > 0 ? " and GPUs" : "")
                            + " (spark.executor.cores, spark.executor.memory, spark.executor.resource.*)");
        }
        return new ExecutorPool(count, Math.max(1, spark.defaultParallelism() / count), gpus);
    }

    /**
     * Waits until there are as many executors as before, so that a cluster has time to replace a lost one; if it cannot,
     * there are fewer after the longest wait.
     *
     * @param stop asked all the time whether to give up
     * @throws CancellationException if it was asked to stop
     */
    public static void restored(JavaSparkContext spark, int count, Duration longest, BooleanSupplier stop) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!spark.isLocal() && registered(spark) < count && System.nanoTime() < deadline) {
            pause(stop);
        }
    }

    /**
     * Returns the largest number of tasks that run at once under these settings, whatever the cluster has; a very large one
     * if they set no bound.
     */
    public static int mostTasks(SparkConf conf) {
        int cores = conf.getInt("spark.executor.cores", 0);
        int tasksOfEach = cores / conf.getInt("spark.task.cpus", 1);
        if (conf.get("spark.master", "").startsWith("spark:")) {
            int executors = most(conf);
            int allCores = conf.getInt("spark.cores.max", Integer.MAX_VALUE);
            return executors < Integer.MAX_VALUE
                    ? executors * tasksOfEach
                    : allCores / conf.getInt("spark.task.cpus", 1);
        }
        int executors = conf.getInt("spark.executor.instances", 0);
        return cores > 0 && executors > 0 ? executors * tasksOfEach : Integer.MAX_VALUE;
    }

    /** Returns the largest number of executors that a standalone cluster gives under these settings. */
    static int most(SparkConf conf) {
        int cores = conf.getInt("spark.executor.cores", 0);
        int allCores = conf.getInt("spark.cores.max", 0);
        boolean bounded = conf.get("spark.master", "").startsWith("spark:") && cores > 0 && allCores >= cores;
        return bounded ? allCores / cores : Integer.MAX_VALUE;
    }

    private static int registered(JavaSparkContext spark) {
        return SparkInternals.activeExecutors(spark.sc());
    }

    /**
     * Waits a moment for executors.
     *
     * @throws CancellationException if asked to stop
     */
    public static void pause(BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            throw new CancellationException("asked to stop while waiting for executors");
        }
        try {
            Thread.sleep(CHECK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for executors", e);
        }
    }
}
