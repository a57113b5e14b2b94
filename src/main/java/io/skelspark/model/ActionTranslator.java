package io.skelspark.model;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.skeleton.Tensor;
import io.skelspark.transform.NumpyRandom;
import io.skelspark.transform.Pipeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Between a clip as it was recorded and the names of its action, for predictors of Deep Java Library.
 *
 * @param pipeline makes a network's input of a clip; with a test pipeline that is several clips of it
 * @param average how these become one score for each class; {@link ClipAverage#PROB} gives probabilities
 * @param classes names, in index order
 */
public record ActionTranslator(Pipeline pipeline, ClipAverage average, List<String> classes)
        implements NoBatchifyTranslator<PoseSample, Classifications> {
    public ActionTranslator {
        classes = List.copyOf(classes);
    }

    /** @return one array (clips, M, T, V, C) float32 */
    @Override
    public NDList processInput(TranslatorContext context, PoseSample sample) {
        Tensor clips = pipeline.apply(sample, new NumpyRandom(0)).keypoint();
        float[] values = new float[clips.values().length];
        clips.narrowInto(values, 0);
        Shape shape = new Shape(Arrays.stream(clips.shape()).asLongStream().toArray());
        return new NDList(context.getNDManager().create(values, shape));
    }

    /** @param outputs one array of logits (clips, K) */
    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        NDArray logits = outputs.singletonOrThrow();
        float[] values = logits.toFloatArray();
        float[][] clips = new float[Math.toIntExact(logits.getShape().get(0))][];
        int size = values.length / clips.length;
        Arrays.setAll(clips, clip -> Arrays.copyOfRange(values, clip * size, (clip + 1) * size));
        List<Double> scores = new ArrayList<>();
        for (float score : average.average(clips)) {
            scores.add((double) score);
        }
        return new Classifications(classes, scores);
    }
}
