package io.skelspark.pipeline.prediction;

import io.skelspark.checkpoint.RunLease;
import io.skelspark.cluster.StopSignal;
import io.skelspark.config.ConfigError;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores recordings as they arrive in a folder, with a query of Spark's structured streaming. Its checkpoint remembers the
 * recordings of each batch before the batch is scored. A watch that was killed at any moment and is started again scores the
 * last batch again if Spark has not noted its end, with the same recordings, and then goes on.
 *
 * <p>A recording is scored once, when it has been quiet for a while. What is added to it later is not scored.
 */
public final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long POLL_MILLIS = 100;

    /** The end of a watch. */
    public enum Outcome {
        /** All recordings that were there are scored. */
        FINISHED,
        /** The process was asked to stop. */
        STOPPED
    }

    private final WatchSettings settings;
    private final WatchedBatches batches;

    private Watch(WatchSettings settings, BatchScorer scorer) {
        this.settings = settings;
        batches = new WatchedBatches(scorer);
    }

    /**
     * Scores recordings until the settings say so, or until the process receives a SIGTERM, which ends the watch after the
     * current batch.
     *
     * @throws ConfigError if the checkpoint belongs to a watch with other settings
     * @throws IOException if the folder of the source is missing, the checkpoint is damaged or held by another process, or
     *     the scorer or a file system fails
     */
    public static Outcome run(SparkSession spark, WatchSettings settings, BatchScorer scorer) throws IOException {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        new Arrivals(settings, hadoop, System::nanoTime).requireReadable();
        Folder checkpoint = new Folder(settings.checkpoint(), hadoop);
        // toTheEnd asks the lease itself
        try (RunLease lease = RunLease.take(checkpoint, () -> {});
                StopSignal signal = StopSignal.listen()) {
            settings.origin().keep(checkpoint);
            return new Watch(settings, scorer).toTheEnd(spark, lease, signal);
        }
    }

    private Outcome toTheEnd(SparkSession spark, RunLease lease, StopSignal signal) throws IOException {
        String path = settings.origin().path();
        LOG.info(
                "scoring the recordings of {} that have not changed for {} s; {}",
                path,
                settings.quiet().toMillis() / 1000.0,
                settings.end() == WatchSettings.End.NEVER
                        ? "to stop after the current batch: kill "
                                + ProcessHandle.current().pid()
                        : "ends when those that are there are scored");
        StreamingQuery query = start(spark);
        try {
            while (!query.awaitTermination(POLL_MILLIS)) {
                lease.requireHeld();
                if (signal.received()) {
                    batches.close();
                }
                if (batches.isEnded(committed(query))) {
                    LOG.info(
                            "stopped after {} of {}; the same command scores what arrives meanwhile",
                            batches.summary(),
                            path);
                    return Outcome.STOPPED;
                }
            }
        } catch (StreamingQueryException failed) {
            throw reason(failed);
        } finally {
            stop(query);
        }
        LOG.info("scored {} of {}", batches.summary(), path);
        return settings.end() == WatchSettings.End.WHEN_SCORED ? Outcome.FINISHED : Outcome.STOPPED;
    }

    private StreamingQuery start(SparkSession spark) {
        SparkSession own = spark.newSession(); // the settings of the other are left as they are
        own.conf().set("spark.sql.adaptive.enabled", false); // Spark warns that it does not apply to streams
        try {
            return RecordingStream.of(own, settings)
                    .writeStream()
                    .option("checkpointLocation", settings.checkpoint())
                    .trigger(
                            switch (settings.end()) {
                                case WHEN_SCORED -> Trigger.AvailableNow();
                                case NEVER -> Trigger.ProcessingTime(0);
                            })
                    .foreachBatch(batches)
                    .start();
        } catch (TimeoutException impossible) {
            throw new IllegalStateException(impossible); // only if Spark is to stop a former query of the same name
        }
    }

    private static long committed(StreamingQuery query) {
        StreamingQueryProgress progress = query.lastProgress();
        return progress == null ? -1 : progress.batchId();
    }

    private static void stop(StreamingQuery query) {
        try {
            query.stop();
        } catch (TimeoutException slow) {
            LOG.warn("the query does not end ({}); the process ends without it", slow.getMessage());
        }
    }

    /** Returns the exception that ended a query, without the text that Spark puts around it. */
    private static IOException reason(StreamingQueryException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof IOException file) {
            return file;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return cause == null ? new IOException(failed.message(), failed) : new IOException(cause.getMessage(), cause);
    }
}
