package io.skelspark.pipeline.prediction;

import io.skelspark.checkpoint.RunLease;
import io.skelspark.cluster.StopSignal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Passes the batches of a query on, one at a time, until the process is asked to stop. */
final class WatchedBatches implements VoidFunction2<Dataset<Row>, Long> {
    private static final long serialVersionUID = 1;
    /** Longer than the interrupt of a query that is ended takes to come. */
    private static final long PATIENCE_MILLIS = 200;

    private final transient BatchScorer scorer;
    private final transient RunLease lease;
    private final transient StopSignal signal;
    private volatile @Nullable Exception failure;
    private boolean scoring;
    private boolean ended;
    private long last = -1;
    private int batches;
    private long recordings;

    WatchedBatches(BatchScorer scorer, RunLease lease, StopSignal signal) {
        this.scorer = scorer;
        this.lease = lease;
        this.signal = signal;
    }

    @Override
    public void call(Dataset<Row> rows, Long batch) throws IOException, InterruptedException {
        begin();
        try {
            lease.requireHeld();
            List<String> recordings = recordings(rows, batch);
            scorer.score(recordings, batch);
            end(batch, recordings.size());
        } catch (IOException | RuntimeException failed) {
            failure = failed;
            throw failed;
        }
    }

    private static List<String> recordings(Dataset<Row> rows, long batch) throws IOException {
        List<String> all = new ArrayList<>();
        for (Row row : rows.collectAsList()) {
            if (row.getLong(0) != batch) {
                throw new IOException("Spark's checkpoint has come to batch " + batch + " with batch " + row.getLong(0)
                        + " of the log of recordings, expected the same number; it is damaged. Restore the folder, or let"
                        + " another folder take the scores of all recordings from the start");
            }
            all.add(row.getString(1));
        }
        return all;
    }

    /**
     * Checks that no batch has failed.
     *
     * @throws IOException if one has, with the words of the scorer
     */
    void requireScored() throws IOException {
        Exception failed = failure;
        if (failed instanceof IOException file) {
            throw file;
        }
        if (failed instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }

    /**
     * After a signal this waits until the query is ended, since Spark would note the end of a batch that returns. Spark
     * interrupts the thread to end it; that may have happened earlier, within code that takes no notice.
     */
    private synchronized void begin() throws InterruptedException {
        while (signal.received()) {
            wait(PATIENCE_MILLIS);
            if (ended) {
                throw new InterruptedException("the watch was asked to stop");
            }
        }
        scoring = true;
    }

    private synchronized void end(long batch, int size) {
        scoring = false;
        last = batch;
        batches++;
        recordings += size;
    }

    /**
     * Returns whether the process was asked to stop and no work is lost if the query is ended now.
     *
     * @param committed last batch whose end Spark has noted
     */
    synchronized boolean areEnded(long committed) {
        ended = signal.received() && !scoring && committed >= last;
        return ended;
    }

    /** Returns what was scored, for a message. */
    synchronized String summary() {
        return recordings
                + (recordings == 1 ? " recording in " : " recordings in ")
                + batches
                + (batches == 1 ? " batch" : " batches");
    }
}
