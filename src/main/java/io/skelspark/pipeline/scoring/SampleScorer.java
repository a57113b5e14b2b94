package io.skelspark.pipeline.scoring;

import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Rejection;
import io.skelspark.source.Validator;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Views;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.InputMemory.SampleView;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Scorer;
import io.skelspark.transform.Pipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores samples by the test pipeline, on one thread: the scores of a sample's views are averaged. Only
 * {@code evaluate.views-per-batch} views are drawn into memory at a time, however many a sample has; the scores do not
 * depend on it, since a scorer computes view by view.
 */
final class SampleScorer implements AutoCloseable {
    private final Validator check;
    private final Pipeline pipeline;
    private final ClipAverage average;
    private final int viewsPerBatch;
    private final Scorer scorer;
    private final InputMemory memory = new InputMemory();

    SampleScorer(RunConfig config, ClipAverage average, ModelState state) {
        this.average = average;
        check = config.inputCheck();
        pipeline = config.pipelines().test();
        viewsPerBatch = config.evaluation().viewsPerBatch();
        scorer = config.network().scorer(state);
    }

    /** Returns why a clip does not fit the network, or null if it does. */
    @Nullable
    Rejection rejection(PoseSample sample) {
        return check.check(sample);
    }

    /**
     * Returns one score for each class.
     *
     * @param sample a clip that fits the network
     * @shape (K) float32
     */
    float[] scores(PoseSample sample) {
        PoseSample input = pipeline.apply(sample, new NumpyRandom(0));
        Views views = input.input();
        float[][] logits = new float[views.shape()[0]][];
        for (int from = 0; from < logits.length; from += viewsPerBatch) {
            int until = Math.min(from + viewsPerBatch, logits.length);
            float[] part = scorer.logits(batch(views, from, until, input.label()));
            int classes = part.length / (until - from);
            for (int view = from; view < until; view++) {
                logits[view] = Arrays.copyOfRange(part, (view - from) * classes, (view - from + 1) * classes);
            }
        }
        return average.average(logits);
    }

    private Batch batch(Views views, int from, int until, int label) {
        List<Integer> shape = new ArrayList<>(List.of(1, until - from));
        Arrays.stream(views.shape()).skip(1).forEach(shape::add);
        return new Batch(memory.draw(SampleView.range(views, from, until)), shape, new int[] {label});
    }

    @Override
    public void close() {
        scorer.close();
    }
}
