package io.skelspark.pipeline.prediction;

import org.apache.spark.sql.connector.read.streaming.Offset;

/** A point in the stream of recordings: the number of the last batch before it. */
final class RecordingOffset extends Offset {
    /** The point before the first batch. */
    static final RecordingOffset START = new RecordingOffset(-1);

    private final long batch;

    RecordingOffset(long batch) {
        this.batch = batch;
    }

    /** Returns the point that Spark has stored. */
    static RecordingOffset of(String json) {
        try {
            return new RecordingOffset(Long.parseLong(json.strip()));
        } catch (NumberFormatException damaged) {
            throw new IllegalStateException(
                    "Spark's checkpoint has the point '" + json
                            + "' in the stream of recordings, expected the number of a batch; it is damaged",
                    damaged);
        }
    }

    /** Returns the number of the last batch before a point. */
    static long batch(Offset point) {
        return of(point.json()).batch;
    }

    @Override
    public String json() {
        return Long.toString(batch);
    }
}
