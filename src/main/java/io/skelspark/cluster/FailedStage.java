package io.skelspark.cluster;

import io.skelspark.cluster.barrier.RankBarrierEndpoint;
import io.skelspark.cluster.barrier.RankBarrierEndpoint.Failure;
import io.skelspark.cluster.barrier.RankBarrierEndpoint.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done when a stage of ranks has failed: say why, and clear the way for the next. */
final class FailedStage {
    private static final Logger LOG = LoggerFactory.getLogger(FailedStage.class);
    private static final long GLANCE_MILLIS = 50;
    /** Longest wait for the ranks to end once one was waited for too long already. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final SparkContext spark;
    private final RankSettings settings;
    private final RankBarrierEndpoint endpoint;

    FailedStage(SparkContext spark, RankSettings settings, RankBarrierEndpoint endpoint) {
        this.spark = spark;
        this.settings = settings;
        this.endpoint = endpoint;
    }

    /** The exception that says why; a {@link LostRankException} where another stage can run. */
    RankException explain(Exception thrown) {
        Failure reported = endpoint.failure();
        if (reported == null) {
            String message = "a rank of " + settings.ranks() + " ended without a report: " + thrown;
            // Spark lost an executor before its rank had come to the first meeting
            return message.contains("ExecutorLostFailure")
                    ? new LostRankException(message, thrown)
                    : new RankException(message, thrown);
        }
        if (reported.kind() == Kind.ERROR) {
            return new RankException(reported.summary(), Objects.requireNonNullElse(reported.cause(), thrown));
        }
        boolean cleared = replaceHung(reported.kind() == Kind.LATE ? GRACE : settings.timeout());
        Failure failure = Objects.requireNonNull(endpoint.failure()); // may have become clearer meanwhile
        Throwable cause = Objects.requireNonNullElse(failure.cause(), thrown);
        return cleared
                ? new LostRankException(failure.summary(), cause)
                : new RankException(failure.summary() + ". Its thread cannot be replaced here", cause);
    }

    /**
     * Every rank hears of the failure at its next meeting and says that it ends. One that does not in time hangs, and with
     * it its executor's slot: Spark is told to replace the executor. Returns whether that could be done.
     */
    private boolean replaceHung(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!endpoint.unended().isEmpty() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(GLANCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        boolean replaced = true;
        for (Map.Entry<Integer, String> hung : endpoint.unended().entrySet()) {
            LOG.warn("rank {} hangs: replacing its executor {}", hung.getKey(), hung.getValue());
            replaced &= !spark.isLocal() && spark.killAndReplaceExecutor(hung.getValue());
        }
        return replaced;
    }
}
