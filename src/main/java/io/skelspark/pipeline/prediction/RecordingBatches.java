package io.skelspark.pipeline.prediction;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches that Spark asks for. The point n in the stream is the end of batch n of the {@link RecordingLog}, and Spark
 * gives the batch the same number.
 */
final class RecordingBatches implements MicroBatchStream, SupportsTriggerAvailableNow {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingBatches.class);
    private static final long LONGEST_PAUSE = Duration.ofSeconds(10).toNanos();
    private static final long SHORTEST_PAUSE = Duration.ofMillis(200).toNanos();

    private final RecordingLog log;
    private final Arrivals arrivals;
    private final WatchSettings settings;
    private final Deque<String> arrived = new ArrayDeque<>();
    private long listed;
    private Listing listing = Listing.FIRST;

    /** Whether to look for recordings once all are scored that have arrived. */
    private enum Listing {
        FIRST,
        AGAIN,
        NO_MORE
    }

    RecordingBatches(RecordingLog log, Arrivals arrivals, WatchSettings settings) {
        this.log = log;
        this.arrivals = arrivals;
        this.settings = settings;
    }

    @Override
    public Offset initialOffset() {
        return RecordingOffset.START;
    }

    @Override
    public Offset deserializeOffset(String json) {
        return RecordingOffset.of(json);
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        return ReadLimit.maxRows(settings.batchSize());
    }

    @Override
    public Offset latestOffset() {
        throw new UnsupportedOperationException("Spark asks with a limit");
    }

    /**
     * Returns the end of the batch after a point. If the log does not have it yet, it is made of recordings that have
     * arrived.
     *
     * @return the point itself if there is no further batch, null at the start: Spark would take the start for a batch
     */
    @Override
    public @Nullable Offset latestOffset(Offset start, ReadLimit limit) {
        long done = RecordingOffset.batch(start);
        try {
            log.requireUpTo(done);
            if (log.last() == done) {
                List<String> next = next();
                if (next.isEmpty()) {
                    return done < 0 ? null : start;
                }
                log.add(next);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed.getMessage(), failed);
        }
        return new RecordingOffset(done + 1);
    }

    private List<String> next() throws IOException {
        if (arrived.isEmpty() && isListingDue()) {
            list();
        }
        List<String> next = new ArrayList<>();
        while (!arrived.isEmpty() && next.size() < settings.batchSize()) {
            next.add(arrived.remove());
        }
        return next;
    }

    /** Spark asks a hundred times a second; a recording is seen twice in its quiet time. */
    private boolean isListingDue() {
        long pause = Math.min(
                LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, settings.quiet().toNanos() / 2));
        return switch (listing) {
            case FIRST -> true;
            case AGAIN -> System.nanoTime() - listed >= pause;
            case NO_MORE -> false;
        };
    }

    private void list() throws IOException {
        arrived.addAll(arrivals.list(log::knows));
        listed = System.nanoTime();
        listing = Listing.AGAIN;
    }

    /** Finds the recordings that the query is to score before it ends. Those that are being written are left out. */
    @Override
    public void prepareForTriggerAvailableNow() {
        try {
            list();
            if (arrivals.found() > arrived.size()) {
                Thread.sleep(settings.quiet().toMillis() + 1);
                arrived.clear();
                list();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while waiting for recordings"));
        }
        listing = Listing.NO_MORE;
        int unfinished = arrivals.found() - arrived.size();
        if (unfinished > 0) {
            LOG.info(
                    "{} of {} new recordings of {} still change: the next start scores them",
                    unfinished,
                    arrivals.found(),
                    settings.origin().path());
        }
    }

    @Override
    public InputPartition[] planInputPartitions(Offset start, Offset end) {
        List<InputPartition> batches = new ArrayList<>();
        try {
            for (long batch = RecordingOffset.batch(start) + 1; batch <= RecordingOffset.batch(end); batch++) {
                batches.add(new RecordingPartition(batch, log.batch(batch)));
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing.getMessage(), missing);
        }
        return batches.toArray(new InputPartition[0]);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return partition -> ((RecordingPartition) partition).rows();
    }

    @Override
    public void commit(Offset end) {}

    @Override
    public void stop() {}
}
