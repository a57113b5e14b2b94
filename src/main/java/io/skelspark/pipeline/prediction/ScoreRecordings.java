package io.skelspark.pipeline.prediction;

import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.source.SourceRecord;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** The function of a task that names the actions in recordings, one after the other, and makes rows of them. */
final class ScoreRecordings implements FlatMapFunction<Iterator<SourceRecord>, Row> {
    private final Broadcast<TrainedStreams> streams;
    private final @Nullable WindowSettings walk;
    private final int top;

    ScoreRecordings(Broadcast<TrainedStreams> streams, @Nullable WindowSettings walk, int top) {
        this.streams = streams;
        this.walk = walk;
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
        RecordingActions actions = new RecordingActions(predictor, walk);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, 0), false)
                .flatMap(actions::of)
                .map(finding -> PredictionTable.row(finding, top, model))
                .iterator();
    }
}
