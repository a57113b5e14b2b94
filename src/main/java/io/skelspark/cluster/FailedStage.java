package io.skelspark.cluster;

import io.skelspark.cluster.barrier.RankFailure;
import io.skelspark.cluster.barrier.RankMeetings;
import io.skelspark.cluster.internals.SparkInternals;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stage of ranks that has failed: explains why, and has the executors of hanging ranks replaced. */
final class FailedStage {
    private static final Logger LOG = LoggerFactory.getLogger(FailedStage.class);
    private static final long CHECK_MILLIS = 50;
    /** Longest wait for the ranks to end if one of them has timed out already. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SparkContext spark;
    private final RankSettings settings;
    private final RankMeetings meetings;

    FailedStage(SparkContext spark, RankSettings settings, RankMeetings meetings) {
        this.spark = spark;
        this.settings = settings;
        this.meetings = meetings;
    }

    /** Returns the exception that says why; a {@link LostRankException} if another stage can run. */
    RankException explain(Exception thrown) {
        RankFailure reported = meetings.failure();
        if (reported == null) {
            String message = "a rank of " + settings.ranks() + " ended without a report: " + thrown;
            // Spark lost an executor before its rank had come to the first meeting
            return message.contains("ExecutorLostFailure")
                    ? new LostRankException(message, thrown)
                    : new RankException(message, thrown);
        }
        if (reported.kind() == RankFailure.FailureKind.OWN_ERROR) {
            return new RankException(reported.summary(), Objects.requireNonNullElse(reported.cause(), thrown));
        }
        boolean cleared =
                replaceHung(reported.kind() == RankFailure.FailureKind.LATE_RANK ? GRACE : settings.timeout());
        RankFailure failure = Objects.requireNonNull(meetings.failure()); // may have become clearer meanwhile
        Throwable cause = Objects.requireNonNullElse(failure.cause(), thrown);
        return cleared
                ? new LostRankException(failure.summary(), cause)
                : new RankException(failure.summary() + ". Its thread cannot be replaced here", cause);
    }

    /**
     * Every rank hears of the failure at its next meeting and reports that it ends. One that does not do so in time hangs
     * and occupies its executor's slot: Spark is told to replace the executor. Returns whether that could be done.
     */
    private boolean replaceHung(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!meetings.unended().isEmpty() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(CHECK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        boolean replaced = true;
        for (Map.Entry<Integer, String> hung : meetings.unended().entrySet()) {
            LOG.warn("rank {} hangs: replacing its executor {}", hung.getKey(), hung.getValue());
            replaced &= !spark.isLocal() && SparkInternals.replaceExecutor(spark, hung.getValue());
        }
        return replaced;
    }
}
