package io.skelspark.cluster.barrier;

import io.skelspark.train.AllReduceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.rpc.RpcTimeout;
import org.apache.spark.util.RpcUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Await;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.reflect.ClassTag$;
import scala.util.Try;

/**
 * Where the ranks of a stage meet: returns when all have come, or fails when one is lost, late or out of step. It belongs
 * to the thread of its task.
 */
public final class RankBarrier {
    private static final Logger LOGGER = LoggerFactory.getLogger(RankBarrier.class);
    /** How often a waiting rank looks whether Spark has killed it; answers wake it at once. */
    private static final FiniteDuration GLANCE = new FiniteDuration(20, TimeUnit.MILLISECONDS);
    /** Longest wait for the driver's answer to a report, where no peer is waited for. */
    private static final Duration REPORT = Duration.ofSeconds(5);

    private final BarrierTaskContext task;
    private final RpcEndpointRef driver;
    private final int world;
    private final Duration timeout;
    private final String executor;
    private long sequence;
    private @Nullable Future<Object> stopAnswer;

    /** @param endpoint name of the {@link RankBarrierEndpoint} on the driver */
    public RankBarrier(BarrierTaskContext task, int world, String endpoint, Duration timeout) {
        this.task = task;
        this.world = world;
        this.timeout = timeout;
        SparkEnv spark = SparkEnv.get();
        executor = spark.executorId();
        driver = RpcUtils.makeDriverRef(endpoint, spark.conf(), spark.rpcEnv());
    }

    /** This rank, from 0. */
    public int rank() {
        return task.partitionId();
    }

    /** Number of ranks. */
    public int world() {
        return world;
    }

    /** Name of the endpoint on the driver. */
    public String endpoint() {
        return driver.name();
    }

    /** Longest wait for another rank. */
    public Duration timeout() {
        return timeout;
    }

    /** A number that no other stage attempt of this Spark application has, below 2^47. */
    public long attemptId() {
        return ((long) task.stageId() << 16) | task.stageAttemptNumber();
    }

    /** Whether Spark has killed this task. */
    public boolean cancelled() {
        return task.isInterrupted();
    }

    /**
     * Waits until all ranks are at this step.
     *
     * @throws AllReduceException if a rank is lost, late or at another step
     */
    public void await(String step) {
        gather(step, "");
    }

    /**
     * Waits until all ranks are at this step and returns their texts in rank order.
     *
     * @throws AllReduceException if a rank is lost, late or at another step
     */
    public List<String> gather(String step, String value) {
        RankMessage arrival =
                new RankMessage.Arrive(task.stageAttemptNumber(), rank(), sequence++, step, value, executor);
        try {
            return List.of((String[]) ask(arrival, timeout));
        } catch (TimeoutException late) {
            throw expired(step);
        }
    }

    private AllReduceException expired(String step) {
        try {
            ask(new RankMessage.Expire(task.stageAttemptNumber(), rank(), timeout.toString()), REPORT);
        } catch (AllReduceException explained) {
            return explained;
        } catch (TimeoutException silent) {
            LOGGER.warn("rank {}: the driver does not answer", rank());
        }
        return new AllReduceException("rank " + rank() + " waited " + timeout + " at \"" + step
                + "\": neither all ranks nor the driver answered");
    }

    /**
     * Whether the driver wants the run to end. It does not wait for the answer: what it returns is what the driver said to
     * the question before.
     */
    public boolean stopRequested() {
        Future<Object> answer = stopAnswer;
        if (answer != null && !answer.isCompleted()) {
            return false;
        }
        stopAnswer = send(new RankMessage.AskStop(task.stageAttemptNumber(), rank()), REPORT);
        if (answer == null) {
            return false;
        }
        Try<Object> said = answer.value().get();
        // an answer that was lost is not worth a failure: the next sum will notice a lost driver
        return said.isSuccess() && Boolean.TRUE.equals(said.get());
    }

    /** Tells the driver how far this rank is. */
    public void progress(String line) {
        driver.send(new RankMessage.Progress(task.stageAttemptNumber(), rank(), line));
    }

    /** Tells the driver, and through it the peers, why this rank ends; never throws. */
    public void fail(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        int attempt = task.stageAttemptNumber();
        // a cause that cannot be written here or read there still leaves its text
        if (!report(new RankMessage.Fail(attempt, rank(), trace.toString(), cause))) {
            report(new RankMessage.Fail(attempt, rank(), trace.toString(), null));
        }
    }

    private boolean report(RankMessage.Fail failure) {
        try {
            Await.result(send(failure, REPORT), new FiniteDuration(REPORT.toMillis(), TimeUnit.MILLISECONDS));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            LOGGER.warn("rank {}: its failure could not be reported to the driver", rank(), e);
            return false;
        }
    }

    private Object ask(RankMessage message, Duration limit) throws TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            Future<Object> answer = send(message, limit);
            while (!answer.isCompleted()) {
                if (cancelled()) {
                    throw new AllReduceException("rank " + rank() + ": Spark has killed its task, another has failed");
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException();
                }
                glance(answer);
            }
            return Await.result(answer, GLANCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AllReduceException("rank " + rank() + " was interrupted", e);
        } catch (TimeoutException | AllReduceException e) {
            throw e;
        } catch (Exception e) { // Scala code throws checked exceptions without declaring them
            throw new AllReduceException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    private static void glance(Future<Object> answer) throws InterruptedException {
        try {
            Await.ready(answer, GLANCE);
        } catch (TimeoutException notYet) {
            return;
        }
    }

    private Future<Object> send(RankMessage message, Duration limit) {
        // Spark's own limit is a second behind ours, so that ours, which explains itself, comes first
        FiniteDuration later = new FiniteDuration(limit.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        return driver.ask(message, new RpcTimeout(later, "cluster.timeout"), ClassTag$.MODULE$.Any());
    }
}
