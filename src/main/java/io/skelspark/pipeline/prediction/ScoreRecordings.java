package io.skelspark.pipeline.prediction;

import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.model.predict.Windows;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.source.SourceRecord;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.Spliterators;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** The function of a task that names the actions in recordings, one after the other, and makes rows of them. */
final class ScoreRecordings implements FlatMapFunction<Iterator<SourceRecord>, Row> {
    private final Broadcast<TrainedStreams> streams;
    private final @Nullable Windows windows;
    private final int top;

    ScoreRecordings(Broadcast<TrainedStreams> streams, @Nullable Windows windows, int top) {
        this.streams = streams;
        this.windows = windows;
        this.top = top;
    }

    @Override
    public Iterator<Row> call(Iterator<SourceRecord> records) {
        if (!records.hasNext()) {
            return Stream.<Row>empty().iterator();
        }
        String model = streams.value().model();
        ActionPredictor predictor = streams.value().predictor();
        TaskCompletionListener close = done -> predictor.close();
        TaskContext.get().addTaskCompletionListener(close);
        RecordingActions actions = new RecordingActions(predictor, windows);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, 0), false)
                .flatMap(actions::of)
                .map(scored -> PredictionTable.row(scored, top, model))
                .iterator();
    }
}
