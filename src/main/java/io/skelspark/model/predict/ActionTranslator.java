package io.skelspark.model.predict;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Rejection;
import io.skelspark.source.Validator;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Views;
import io.skelspark.train.network.InputMemory;
import io.skelspark.transform.Pipeline;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The translation from a clip as it was recorded to the names of its actions, for predictors of Deep Java Library.
 *
 * @param check says whether a clip fits pipeline and network
 * @param pipeline makes the input of a network from a clip; a test pipeline makes several views of it
 * @param average turns the logits of the views into one score for each class; {@link ClipAverage#PROB} gives probabilities
 * @param classes names of the classes, in index order
 */
public record ActionTranslator(Validator check, Pipeline pipeline, ClipAverage average, List<String> classes)
        implements NoBatchifyTranslator<PoseSample, Classifications> {
    public ActionTranslator {
        classes = List.copyOf(classes);
    }

    /**
     * Makes the input of the network.
     *
     * @return one array of all views, (views, M, T, V, C) or (views, K, T, H, W) float32
     * @throws TranslateException if the clip does not fit the network, with the line that the job {@code predict} prints
     */
    @Override
    public NDList processInput(TranslatorContext context, PoseSample sample) throws TranslateException {
        Rejection rejection = check.check(sample);
        if (rejection != null) {
            throw new TranslateException(rejection.line());
        }
        Views input = pipeline.apply(sample, new NumpyRandom(0)).input();
        ByteBuffer views = new InputMemory().draw(InputMemory.SampleView.all(input));
        Shape shape = new Shape(Arrays.stream(input.shape()).asLongStream().toArray());
        return new NDList(context.getNDManager().create(views, shape, DataType.FLOAT32));
    }

    /**
     * Makes the scores of the classes.
     *
     * @param outputs one array of logits (views, K)
     */
    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        NDArray logits = outputs.singletonOrThrow();
        float[] values = logits.toFloatArray();
        float[][] views = new float[Math.toIntExact(logits.getShape().get(0))][];
        int size = values.length / views.length;
        Arrays.setAll(views, view -> Arrays.copyOfRange(values, view * size, (view + 1) * size));
        List<Double> scores = new ArrayList<>();
        for (float score : average.average(views)) {
            scores.add((double) score);
        }
        return new Classifications(classes, scores);
    }
}
