package io.skelspark.pipeline.prediction;

import io.skelspark.checkpoint.RunLease;
import io.skelspark.cluster.StopSignal;
import io.skelspark.config.ConfigError;
import io.skelspark.storage.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private Watch(WatchSettings settings, WatchedBatches batches) {
        this.settings = settings;
        this.batches = batches;
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
        // the batches ask the lease whether it is still held
        try (RunLease lease = RunLease.take(checkpoint, () -> {});
                StopSignal signal = StopSignal.listen()) {
            settings.origin().keep(checkpoint);
            return new Watch(settings, new WatchedBatches(scorer, lease, signal)).toTheEnd(spark, lease);
        }
    }

    private Outcome toTheEnd(SparkSession spark, RunLease lease) throws IOException {
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
                if (batches.areEnded(committed(query))) {
                    LOG.info(
                            "stopped after {} of {}; the same command scores what arrives meanwhile",
                            batches.summary(),
                            path);
                    return Outcome.STOPPED;
                }
            }
        } catch (StreamingQueryException failed) {
            throw reason(failed.getCause() == null ? failed : failed.getCause());
        } finally {
            stop(query);
        }
        LOG.info("scored {} of {}", batches.summary(), path);
        return settings.end() == WatchSettings.End.WHEN_SCORED ? Outcome.FINISHED : Outcome.STOPPED;
    }

    private StreamingQuery start(SparkSession spark) throws IOException {
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
        } catch (Exception failed) { // Spark's methods throw checked exceptions that they do not declare
            throw reason(failed);
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

    /**
     * Returns the exception that ended a query: that of the scorer or of the source, if it was theirs, without the text
     * that Spark puts around it.
     */
    private IOException reason(Throwable failure) throws IOException {
        batches.requireScored();
        if (failure instanceof UncheckedIOException source) {
            throw source;
        }
        String words = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return new IOException(
                "Spark cannot go on with " + settings.checkpoint() + " (" + words
                        + "). If a file of it is damaged, restore the folder, or let another folder take the scores of all"
                        + " recordings from the start",
                failure);
    }
}
