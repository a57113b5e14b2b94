package io.skelspark.evaluate;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Late fusion: the weighted sum of the scores of several streams, matched by clip id.
 *
 * @param weights the weight of each stream by name; the first stream sets the order of the clips
 * @param input the preparation of a stream's scores before they are weighted
 * @source tools/analysis_tools/report_accuracy.py, which matches by position instead
 */
public record ScoreFusion(Map<String, Double> weights, Input input) implements Serializable {

    /** The preparation of a stream's scores before they are weighted. */
    public enum Input {
        /** None: the published tables add probabilities. */
        AS_GIVEN {
            @Override
            double[] prepared(double[] scores) {
                return scores;
            }
        },
        /** Softmax in float32, for streams of logits. */
        SOFTMAX {
            @Override
            double[] prepared(double[] scores) {
                return Softmax.of(scores);
            }
        };

        abstract double[] prepared(double[] scores);
    }

    /**
     * Copies the map and keeps its order.
     *
     * @throws IllegalArgumentException if there is no stream, or a weight is not finite
     */
    public ScoreFusion {
        LinkedHashMap<String, Double> ordered = new LinkedHashMap<>(weights);
        if (ordered.isEmpty()) {
            throw new IllegalArgumentException("fusion of no streams, expected at least one weight");
        }
        ordered.forEach((stream, weight) -> {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException(
                        "stream '" + stream + "': weight " + weight + ", expected a finite number");
            }
        });
        weights = Collections.unmodifiableMap(ordered);
    }

    /**
     * Fuses the scores of each clip in double precision, in the order of the first stream. Streams without a weight are
     * left out.
     *
     * @param streams the scores of each stream by clip id
     * @throws IllegalArgumentException if a stream is missing, or two streams differ in their clips, the number of
     *     classes or the label of a clip
     */
    public Map<String, Scores> fuse(Map<String, ? extends Map<String, Scores>> streams) {
        String first = weights.keySet().iterator().next();
        Map<String, Scores> reference = stream(streams, first);
        for (String name : weights.keySet()) {
            checkAgreement(first, reference, name, stream(streams, name));
        }
        Map<String, Scores> fused = new LinkedHashMap<>();
        reference.forEach((id, scores) -> {
            double[] sums = new double[scores.classes()];
            weights.forEach((name, weight) -> {
                double[] values = input.prepared(
                        scoresOf(id, name, stream(streams, name), first).values());
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += weight * values[k];
                }
            });
            fused.put(id, new Scores(scores.label(), sums));
        });
        return fused;
    }

    private Map<String, Scores> stream(Map<String, ? extends Map<String, Scores>> streams, String name) {
        Map<String, Scores> stream = streams.get(name);
        if (stream == null) {
            throw new IllegalArgumentException("stream '" + name + "' has no scores; found the streams "
                    + streams.keySet() + ", expected " + weights.keySet());
        }
        return stream;
    }

    private static void checkAgreement(
            String first, Map<String, Scores> reference, String name, Map<String, Scores> stream) {
        reference.forEach((id, expected) -> {
            Scores found = scoresOf(id, name, stream, first);
            if (found.classes() != expected.classes()) {
                throw new IllegalArgumentException(at(name, id) + found.classes() + " classes, expected "
                        + expected.classes() + " as in stream '" + first + "'; score both with one label map");
            }
            if (found.label() != expected.label()) {
                throw new IllegalArgumentException(at(name, id) + "label " + found.label() + ", expected "
                        + expected.label() + " as in stream '" + first + "'; score both on one prepared set");
            }
        });
        for (String id : stream.keySet()) {
            scoresOf(id, first, reference, name);
        }
    }

    private static Scores scoresOf(String id, String name, Map<String, Scores> stream, String other) {
        Scores scores = stream.get(id);
        if (scores == null) {
            throw new IllegalArgumentException(at(name, id) + "no scores among the " + stream.size()
                    + " clips found, expected them as in stream '" + other + "'; score both on one split");
        }
        return scores;
    }

    private static String at(String stream, String id) {
        return "stream '" + stream + "', clip '" + id + "': ";
    }
}
