package io.skelspark.evaluate;

import java.util.Arrays;

/**
 * How the clips sampled from one video become one vector of scores.
 *
 * @source mmaction/models/heads/base.py, average_clip
 */
public enum ClipAverage {
    /** The mean of the clips' softmax probabilities; every published table uses it. */
    PROB("prob") {
        @Override
        float[] prepared(float[] logits) {
            return Softmax.of(logits);
        }
    },
    /** The mean of the clips' logits. */
    SCORE("score") {
        @Override
        float[] prepared(float[] logits) {
            return logits;
        }
    };

    private final String title;

    ClipAverage(String title) {
        this.title = title;
    }

    abstract float[] prepared(float[] logits);

    /** The name used in settings: prob or score. */
    public String title() {
        return title;
    }

    /**
     * Averages the clips of one video, in float32.
     *
     * @shape (clips, K) to (K)
     * @throws IllegalArgumentException if there is no clip, or clips differ in the number of classes
     */
    public float[] average(float[][] logits) {
        if (logits.length == 0) {
            throw new IllegalArgumentException("no clips to average, expected at least one");
        }
        int classes = logits[0].length;
        double[] sums = new double[classes];
        for (int clip = 0; clip < logits.length; clip++) {
            if (logits[clip].length != classes) {
                throw new IllegalArgumentException("clip " + clip + " has " + logits[clip].length + " scores, expected "
                        + classes + " as in clip 0");
            }
            float[] scores = prepared(logits[clip]);
            Arrays.setAll(sums, k -> sums[k] + scores[k]);
        }
        float[] means = new float[classes];
        for (int k = 0; k < classes; k++) {
            means[k] = (float) (sums[k] / logits.length);
        }
        return means;
    }

    /**
     * The way of a name in settings.
     *
     * @throws IllegalArgumentException if it is neither prob nor score
     */
    public static ClipAverage of(String name) {
        for (ClipAverage way : values()) {
            if (way.title.equals(name)) {
                return way;
            }
        }
        throw new IllegalArgumentException("average-clips '" + name + "', expected prob or score");
    }
}
