package io.skelspark.model.predict;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names the actions of clips with trained streams: the probabilities of several streams are averaged with their weights. One
 * thread at a time can use a predictor.
 */
public final class ActionPredictor implements AutoCloseable {
    private final List<String> classes;
    private final List<Stream> streams;
    private final double weights;

    /**
     * One of the streams.
     *
     * @param scorer gives probabilities; it is closed with the predictor
     * @param weight its share; only the ratio to those of the other streams counts
     */
    public record Stream(ClipScorer scorer, double weight) {}

    /**
     * Creates a predictor.
     *
     * @param classes names of the classes, in index order
     * @throws IllegalArgumentException if there is no stream, or the sum of the weights is not above 0
     */
    public ActionPredictor(List<String> classes, List<Stream> streams) {
        this.classes = List.copyOf(classes);
        this.streams = List.copyOf(streams);
        weights = streams.stream().mapToDouble(Stream::weight).sum();
        if (!(weights > 0)) {
            throw new IllegalArgumentException(
                    "the weights of " + streams.size() + " streams add up to " + weights + ", expected more than 0");
        }
    }

    /** Returns the names of the classes, in index order. */
    public List<String> classes() {
        return classes;
    }

    /** Returns why a recording does not fit in its frames, joints or dimensions, whoever is in it, or null if it does. */
    public @Nullable Rejection shapeRejection(PoseSample recording) {
        return first(scorer -> scorer.shapeRejection(recording));
    }

    private @Nullable Rejection first(Function<ClipScorer, @Nullable Rejection> check) {
        return streams.stream()
                .map(stream -> check.apply(stream.scorer()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * Names the actions of a clip.
     *
     * @throws UnfitClipException if the clip does not fit one of the networks, with the line that the job {@code predict} prints
     */
    public Prediction predict(PoseSample clip) {
        Rejection rejection = first(scorer -> scorer.rejection(clip));
        if (rejection != null) {
            throw new UnfitClipException(rejection);
        }
        double[] sums = new double[classes.size()];
        for (Stream stream : streams) {
            float[] scores = stream.scorer().scores(clip);
            Arrays.setAll(sums, k -> sums[k] + stream.weight() / weights * scores[k]);
        }
        float[] probabilities = new float[sums.length];
        for (int k = 0; k < sums.length; k++) {
            probabilities[k] = (float) sums[k];
        }
        return new Prediction(classes, probabilities);
    }

    @Override
    public void close() {
        streams.forEach(stream -> stream.scorer().close());
    }
}
