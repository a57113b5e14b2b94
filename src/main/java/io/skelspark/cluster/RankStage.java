package io.skelspark.cluster;

import io.skelspark.cluster.allreduce.AllReduceKind;
import io.skelspark.cluster.barrier.RankBarrier;
import io.skelspark.cluster.barrier.RankMeetings;
import io.skelspark.cluster.device.DeviceChoice;
import io.skelspark.cluster.device.ExecutorPool;
import io.skelspark.cluster.device.RankDevices;
import io.skelspark.cluster.internals.DriverEndpoint;
import io.skelspark.train.AllReduce;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * Runs a task on every rank at once: one Spark barrier stage with one rank per Spark task, which lasts as long as the
 * ranks train together.
 *
 * <p>If ranks compute on GPUs, Spark gives each one of its own, by a resource profile of this stage; a GPU that two ranks
 * were given is refused at their first meeting.
 *
 * <p>The barrier stage is the last of its job, and Spark retries no such stage: whatever ends a rank ends the stage, once,
 * with its reason. The exception tells the caller whether to run it again; the executors of hanging ranks have been
 * replaced by then. Everything a rank leaves in the cluster is named by its stage attempt, so that a stage that is
 * followed by a shuffle, which Spark does retry, would find nothing of the attempt before.
 */
public final class RankStage {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private RankStage() {}

    /** Runs the task on all ranks; nothing can ask for its end. */
    public static <R> List<R> run(
            JavaSparkContext spark, RankSettings settings, RankTask<R> task, Consumer<String> progress) {
        return run(spark, settings, task, progress, () -> false);
    }

    /**
     * Checks the settings of ranks against those of Spark.
     *
     * @return the devices of the ranks
     * @throws IllegalStateException if Spark's settings exclude barrier stages, this all-reduce or GPUs
     */
    public static RankDevices devices(JavaSparkContext spark, AllReduceKind allReduce, DeviceChoice device) {
        hindrance(spark.getConf()).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        allReduce.requireSecure(spark.getConf());
        return RankDevices.of(spark.sc(), device);
    }

    /**
     * Runs the task on all ranks and returns their results in rank order.
     *
     * @param progress takes, on the driver, the ranks' lines of progress
     * @param stop called on the driver to answer {@link RankContext#stopRequested}
     * @throws LostRankException if a rank is lost or hangs
     * @throws RankException if a rank fails; the cause is what it threw, if that could be sent
     * @throws CancellationException if asked to stop before all ranks have a slot
     * @throws IllegalStateException if the cluster has too few free slots or GPUs, or Spark's settings exclude barrier
     *     stages, this all-reduce or GPUs
     */
    public static <R> List<R> run(
            JavaSparkContext spark,
            RankSettings settings,
            RankTask<R> task,
            Consumer<String> progress,
            BooleanSupplier stop) {
        RankDevices devices = devices(spark, settings.allReduce(), settings.device());
        awaitSlots(spark.sc(), settings, stop);
        String name = "skelspark-ranks-" + RUNS.incrementAndGet();
        RankMeetings meetings = new RankMeetings(settings.ranks(), progress, stop);
        DriverEndpoint endpoint = meetings.open(name);
        try (endpoint) {
            return barrierStage(spark, new RankFunction<>(settings, devices, name, task), meetings);
        }
    }

    private static <R> List<R> barrierStage(JavaSparkContext spark, RankFunction<R> function, RankMeetings meetings) {
        int world = function.settings.ranks();
        List<Integer> ranks = IntStream.range(0, world).boxed().toList();
        ClassTag<R> anything = ClassTag$.MODULE$.apply(Object.class);
        try {
            RDD<R> results = spark.parallelize(ranks, world).rdd().barrier().mapPartitions(function, false, anything);
            return results.withResources(function.devices.profile(spark.sc()))
                    .toJavaRDD()
                    .collect();
        } catch (Exception e) { // Scala code throws checked exceptions without declaring them
            throw new FailedStage(spark.sc(), function.settings, meetings).explain(e);
        }
    }

    /** Returns why Spark would run no ranks under these settings, and how to fix it; empty if it runs them. */
    public static Optional<String> hindrance(SparkConf settings) {
        String key = "spark.dynamicAllocation.enabled";
        return settings.getBoolean(key, false)
                ? Optional.of(key + " is true, but Spark runs no barrier stage then: set it to false, and"
                        + " spark.executor.instances or spark.cores.max to what the ranks need")
                : Optional.empty();
    }

    /**
     * Waits until the cluster has a slot for each rank, taken or free. Spark itself would wait ten minutes before it reports
     * that there are too few.
     *
     * @return how many ranks the cluster runs at once
     * @throws IllegalStateException if it runs fewer than the settings ask for
     * @throws CancellationException if asked to stop
     */
    public static int awaitSlots(SparkContext spark, RankSettings settings, BooleanSupplier stop) {
        RankDevices devices = RankDevices.of(spark, settings.device());
        long deadline = System.nanoTime() + settings.startup().toNanos();
        int slots = devices.slots(spark);
        int most = spark.isLocal() ? slots : ExecutorPool.mostTasks(spark.getConf());
        while (slots < settings.ranks() && settings.ranks() <= most && System.nanoTime() < deadline) {
            ExecutorPool.pause(stop);
            slots = devices.slots(spark);
        }
        if (slots < settings.ranks()) {
            String time =
                    settings.ranks() <= most ? " after " + settings.startup() : ", and cannot run more than " + most;
            throw new IllegalStateException("ranks is %d, but %s runs %d tasks at once%s: start more executors "
                            .formatted(settings.ranks(), spark.master(), slots, time)
                    + "(" + devices.bounds() + ") or lower ranks");
        }
        return slots;
    }

    /** The function that each Spark task of the stage runs. */
    private static final class RankFunction<R> extends AbstractFunction1<Iterator<Integer>, Iterator<R>>
            implements java.io.Serializable {
        private static final long serialVersionUID = 1;

        private final RankSettings settings;
        private final RankDevices devices;
        private final String endpoint;
        private final RankTask<R> task;

        RankFunction(RankSettings settings, RankDevices devices, String endpoint, RankTask<R> task) {
            this.settings = settings;
            this.devices = devices;
            this.endpoint = endpoint;
            this.task = task;
        }

        @Override
        public Iterator<R> apply(Iterator<Integer> partition) {
            BarrierTaskContext context = BarrierTaskContext.get();
            RankBarrier barrier = new RankBarrier(context, settings.ranks(), endpoint, settings.timeout());
            try (AllReduce allReduce = settings.allReduce().create(barrier)) {
                R result = runTask(barrier, allReduce, context);
                return JavaConverters.asScalaIterator(List.of(result).iterator());
            }
        }

        private R runTask(RankBarrier barrier, AllReduce allReduce, BarrierTaskContext spark) {
            try {
                RankDevices.Place place = devices.place(spark);
                RankDevices.requireDistinct(barrier.gather("start", place.name()));
                R result = task.run(new RankContext(barrier, allReduce, place.device()));
                // a rank that closed earlier would remove blocks that others still fetch
                barrier.await("end");
                return result;
            } catch (RuntimeException | Error e) {
                barrier.fail(e);
                throw e;
            } catch (Exception e) {
                barrier.fail(e);
                throw new RankException("rank " + barrier.rank() + ": " + e, e);
            }
        }
    }
}
