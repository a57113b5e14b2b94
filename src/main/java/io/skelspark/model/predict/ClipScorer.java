package io.skelspark.model.predict;

import io.skelspark.evaluate.ClipAverage;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Rejection;
import io.skelspark.source.Validator;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Views;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.InputMemory.SampleView;
import io.skelspark.train.network.Scorer;
import io.skelspark.transform.Pipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores clips with one trained network by its test pipeline, on one thread: the scores of a clip's views are averaged. Only
 * some views are drawn into memory at a time, however many a clip has; the scores do not depend on it, since a network
 * computes view by view.
 */
public final class ClipScorer implements AutoCloseable {
    private final Validator check;
    private final Pipeline pipeline;
    private final ClipAverage average;
    private final int viewsPerBatch;
    private final Scorer scorer;
    private final InputMemory memory = new InputMemory();

    /**
     * Creates a scorer of clips.
     *
     * @param check says whether a clip fits pipeline and network
     * @param pipeline makes the input of the network, one view or several
     * @param average makes one score for each class of the logits of the views; {@link ClipAverage#PROB} gives probabilities
     * @param viewsPerBatch number of views in memory at a time
     * @param scorer the network; it is closed with this
     */
    public ClipScorer(Validator check, Pipeline pipeline, ClipAverage average, int viewsPerBatch, Scorer scorer) {
        this.check = check;
        this.pipeline = pipeline;
        this.average = average;
        this.viewsPerBatch = viewsPerBatch;
        this.scorer = scorer;
    }

    /** Returns why a clip does not fit the network, or null if it does. */
    public @Nullable Rejection rejection(PoseSample clip) {
        return check.check(clip);
    }

    /** Returns why a clip does not fit in its frames, joints or dimensions, or null if it does. */
    @Nullable
    Rejection shapeRejection(PoseSample clip) {
        return check.checkShape(clip);
    }

    /**
     * Returns one score for each class.
     *
     * @param clip one that fits the network
     * @shape (K) float32
     */
    public float[] scores(PoseSample clip) {
        PoseSample input = pipeline.apply(clip, new NumpyRandom(0));
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
