package io.skelspark.cluster.barrier;

import io.skelspark.cluster.internals.DriverLink;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Await;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.util.Try;

/**
 * The meeting point of a stage's ranks, as one of them sees it: a meeting ends when all ranks have come, or fails when one
 * is lost, late or at another step. It belongs to the thread of its task.
 */
public final class RankBarrier {
    private static final Logger LOGGER = LoggerFactory.getLogger(RankBarrier.class);
    private static final String TIMEOUT_KEY = "train.timeout-seconds";
    /** Time between two checks whether Spark has killed the waiting rank; answers wake it at once. */
    private static final FiniteDuration CHECK_INTERVAL = new FiniteDuration(20, TimeUnit.MILLISECONDS);
    /** Longest wait for the driver's answer to a report, for which no other rank is needed. */
    private static final Duration REPORT = Duration.ofSeconds(5);

    private final BarrierTaskContext task;
    private final DriverLink driver;
    private final int world;
    private final Duration timeout;
    private final String executor;
    private long sequence;
    private @Nullable Future<Object> stopAnswer;

    /**
     * The barrier of the rank that runs in this task.
     *
     * @param endpoint name of the driver's endpoint, whose handler is a {@link RankMeetings}
     * @param timeout longest wait for another rank
     */
    public RankBarrier(BarrierTaskContext task, int world, String endpoint, Duration timeout) {
        this.task = task;
        this.world = world;
        this.timeout = timeout;
        executor = SparkEnv.get().executorId();
        driver = new DriverLink(endpoint);
    }

    /** Returns this rank, from 0. */
    public int rank() {
        return task.partitionId();
    }

    /** Returns the number of ranks. */
    public int world() {
        return world;
    }

    /** Returns the longest wait for another rank. */
    public Duration timeout() {
        return timeout;
    }

    /** Returns a number, below 2^47, that no other stage attempt of this Spark application has. */
    public long attemptId() {
        return ((long) task.stageId() << 16) | task.stageAttemptNumber();
    }

    /** Returns whether Spark has killed this task. */
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
     * Waits until all ranks are at this step and returns their texts in rank order. The texts pass through the driver: they
     * are for rendezvous, not for data.
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
     * Returns whether the driver wants the run to end. It asks again without waiting: the result is the driver's answer to
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
        // a lost answer is no failure: if the driver is lost, the next sum fails
        return said.isSuccess() && Boolean.TRUE.equals(said.get());
    }

    /** Sends the driver a line of progress. */
    public void progress(String line) {
        driver.tell(new RankMessage.Report(task.stageAttemptNumber(), rank(), line));
    }

    /** Tells the driver, and through it the other ranks, why this rank ends; never throws. */
    public void fail(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        int attempt = task.stageAttemptNumber();
        // a cause that cannot be serialized here or read there still leaves its text
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
                awaitBriefly(answer);
            }
            return Await.result(answer, CHECK_INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AllReduceException("rank " + rank() + " was interrupted", e);
        } catch (TimeoutException | AllReduceException e) {
            throw e;
        } catch (Exception e) { // Scala code throws checked exceptions without declaring them
            throw new AllReduceException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    private static void awaitBriefly(Future<Object> answer) throws InterruptedException {
        try {
            Await.ready(answer, CHECK_INTERVAL);
        } catch (TimeoutException notYet) {
            return;
        }
    }

    private Future<Object> send(RankMessage message, Duration limit) {
        // Spark's own limit is a second longer than ours, so that ours, which explains itself, comes first
        return driver.ask(message, limit.plusSeconds(1), TIMEOUT_KEY);
    }
}
