package io.skelspark.stage;

import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.train.Batch;
import io.skelspark.train.ModelState;
import io.skelspark.train.Replica;
import io.skelspark.transform.NumpyRandom;
import io.skelspark.transform.Pipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scores samples by the test pipeline, on one thread: the clips that it draws of a sample are averaged. */
final class ClipScorer implements AutoCloseable {
    private final Pipeline pipeline;
    private final ClipAverage average;
    private final ModelState state;
    private final Replica replica;

    ClipScorer(RunConfig config, ClipAverage average, ModelState state) {
        this.average = average;
        this.state = state;
        pipeline = config.pipelines().test();
        replica = config.network().replica();
    }

    /** One score for each class, for each sample. */
    List<float[]> scores(List<PoseSample> samples) {
        List<PoseSample> inputs = samples.stream()
                .map(sample -> pipeline.apply(sample, new NumpyRandom(0)))
                .toList();
        float[] logits = replica.forward(state.parameters(), state.buffers(), batch(inputs));
        int views = inputs.get(0).keypoint().size(0);
        int classes = logits.length / inputs.size() / views;
        List<float[]> scores = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            float[][] ofSample = new float[views][];
            for (int view = 0; view < views; view++) {
                int from = (i * views + view) * classes;
                ofSample[view] = Arrays.copyOfRange(logits, from, from + classes);
            }
            scores.add(average.average(ofSample));
        }
        return scores;
    }

    private static Batch batch(List<PoseSample> samples) {
        int[] inputShape = samples.get(0).keypoint().shape();
        int size = samples.get(0).keypoint().values().length;
        float[] inputs = new float[samples.size() * size];
        int[] labels = new int[samples.size()];
        for (int i = 0; i < samples.size(); i++) {
            samples.get(i).keypoint().narrowInto(inputs, i * size);
            labels[i] = samples.get(i).label();
        }
        List<Integer> shape = new ArrayList<>(List.of(samples.size()));
        Arrays.stream(inputShape).forEach(shape::add);
        return new Batch(inputs, shape, labels);
    }

    @Override
    public void close() {
        replica.close();
    }
}
