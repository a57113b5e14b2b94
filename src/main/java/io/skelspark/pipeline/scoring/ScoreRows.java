package io.skelspark.pipeline.scoring;

import io.skelspark.config.RunConfig;
import io.skelspark.model.predict.ClipScorer;
import io.skelspark.prepared.StoredClip;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Rejection;
import io.skelspark.train.network.ModelState;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/** Turns the stored clips of one partition into rows of a {@link ScoreTable}, one after the other. */
final class ScoreRows implements Iterator<Row> {
    private final Iterator<Row> clips;
    private final ClipScorer scorer;

    ScoreRows(RunConfig config, ModelState state, Iterator<Row> clips) {
        this.clips = clips;
        scorer = config.clipScorer(config.evaluation().average(), state);
        TaskCompletionListener close = done -> scorer.close();
        TaskContext.get().addTaskCompletionListener(close);
    }

    @Override
    public boolean hasNext() {
        return clips.hasNext();
    }

    @Override
    public Row next() {
        PoseSample sample = StoredClip.of(clips.next()).sample();
        Rejection rejection = scorer.rejection(sample);
        if (rejection != null) {
            throw new IllegalStateException(
                    "clip " + rejection.line() + "; prepare the set again, or change the settings of the network");
        }
        return RowFactory.create(sample.id(), sample.label(), scorer.scores(sample));
    }
}
