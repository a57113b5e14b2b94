package io.skelspark.stage;

import io.skelspark.config.RunConfig;
import io.skelspark.data.PreparedSchema;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.train.ModelState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/** Turns the clips of one partition into scores, a few samples at a time. */
final class Scoring implements Iterator<Row> {
    private final int batch;
    private final Iterator<Row> clips;
    private final ClipScorer scorer;
    private final ArrayDeque<Row> scored = new ArrayDeque<>();

    Scoring(RunConfig config, ModelState state, Iterator<Row> clips) {
        this.clips = clips;
        batch = config.evaluation().batch();
        scorer = new ClipScorer(config, config.evaluation().average(), state);
        TaskCompletionListener close = done -> scorer.close();
        TaskContext.get().addTaskCompletionListener(close);
    }

    @Override
    public boolean hasNext() {
        return !scored.isEmpty() || clips.hasNext();
    }

    @Override
    public Row next() {
        if (scored.isEmpty()) {
            score();
        }
        return scored.remove();
    }

    private void score() {
        List<PoseSample> samples = new ArrayList<>();
        while (samples.size() < batch && clips.hasNext()) {
            samples.add(PreparedSchema.sample(clips.next()));
        }
        List<float[]> scores = scorer.scores(samples);
        for (int i = 0; i < samples.size(); i++) {
            scored.add(RowFactory.create(samples.get(i).id(), samples.get(i).label(), scores.get(i)));
        }
    }
}
