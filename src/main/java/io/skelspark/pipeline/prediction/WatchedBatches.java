package io.skelspark.pipeline.prediction;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Passes the batches of a query on, one at a time, until it is closed. The query and its {@link Watch} share it. */
final class WatchedBatches implements VoidFunction2<Dataset<Row>, Long> {
    private static final long serialVersionUID = 1;

    private final transient BatchScorer scorer;
    private boolean closed;
    private boolean scoring;
    private long last = -1;
    private int batches;
    private long recordings;

    WatchedBatches(BatchScorer scorer) {
        this.scorer = scorer;
    }

    @Override
    public void call(Dataset<Row> rows, Long batch) throws IOException, InterruptedException {
        begin();
        List<String> all = rows.as(Encoders.STRING()).collectAsList();
        scorer.score(all, batch);
        end(batch, all.size());
    }

    /** Waits if it is closed, for the interrupt that ends the query; Spark remembers the batch. */
    private synchronized void begin() throws InterruptedException {
        while (closed) {
            wait();
        }
        scoring = true;
    }

    private synchronized void end(long batch, int size) {
        scoring = false;
        last = batch;
        batches++;
        recordings += size;
    }

    /** Passes no further batch on. */
    synchronized void close() {
        closed = true;
    }

    /**
     * Returns whether the query may be ended without work to be done again.
     *
     * @param committed last batch whose end Spark has noted
     */
    synchronized boolean isEnded(long committed) {
        return closed && !scoring && committed >= last;
    }

    /** Returns what was scored, for a message. */
    synchronized String summary() {
        return recordings
                + (recordings == 1 ? " recording in " : " recordings in ")
                + batches
                + (batches == 1 ? " batch" : " batches");
    }
}
