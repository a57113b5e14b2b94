package io.skelspark.stage;

import io.skelspark.config.RunConfig;
import io.skelspark.data.PreparedSchema;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.train.Batch;
import io.skelspark.train.ModelState;
import io.skelspark.train.Replica;
import io.skelspark.transform.NumpyRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/** Turns the clips of one partition into scores, a few samples at a time. */
final class Scoring implements Iterator<Row> {
    private final RunConfig config;
    private final ModelState state;
    private final Iterator<Row> clips;
    private final Replica replica;
    private final ArrayDeque<Row> scored = new ArrayDeque<>();

    Scoring(RunConfig config, ModelState state, Iterator<Row> clips) {
        this.config = config;
        this.state = state;
        this.clips = clips;
        replica = config.network().replica();
        TaskCompletionListener close = done -> replica.close();
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
        while (samples.size() < config.evaluation().batch() && clips.hasNext()) {
            PoseSample clip = PreparedSchema.sample(clips.next());
            samples.add(config.pipelines().test().apply(clip, new NumpyRandom(0)));
        }
        float[] logits = replica.forward(state.parameters(), state.buffers(), batch(samples));
        int views = samples.get(0).keypoint().size(0);
        int classes = logits.length / samples.size() / views;
        for (int i = 0; i < samples.size(); i++) {
            float[][] ofSample = new float[views][];
            for (int view = 0; view < views; view++) {
                int from = (i * views + view) * classes;
                ofSample[view] = Arrays.copyOfRange(logits, from, from + classes);
            }
            float[] scores = config.evaluation().average().average(ofSample);
            scored.add(RowFactory.create(samples.get(i).id(), samples.get(i).label(), scores));
        }
    }

    private static Batch batch(List<PoseSample> samples) {
        int[] inputShape = samples.get(0).keypoint().shape();
        int size = samples.get(0).keypoint().values().length;
        float[] inputs = new float[samples.size() * size];
        int[] labels = new int[samples.size()];
        for (int i = 0; i < samples.size(); i++) {
            double[] values = samples.get(i).keypoint().values();
            for (int j = 0; j < size; j++) {
                inputs[i * size + j] = (float) values[j];
            }
            labels[i] = samples.get(i).label();
        }
        List<Integer> shape = new ArrayList<>(List.of(samples.size()));
        Arrays.stream(inputShape).forEach(shape::add);
        return new Batch(inputs, shape, labels);
    }
}
