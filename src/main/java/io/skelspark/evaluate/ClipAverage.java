package io.skelspark.evaluate;

import io.skelspark.skeleton.Keyed;
import java.util.Arrays;

/**
 * The ways to average the scores of a clip's views, under the reference's name.
 *
 * @source mmaction/models/heads/base.py, average_clip
 */
public enum ClipAverage implements Keyed {
    /** The mean of the views' softmax probabilities, used by every published table. */
    PROB {
        @Override
        float[] prepared(float[] logits) {
            return Softmax.of(logits);
        }
    },
    /** The mean of the views' logits. */
    SCORE {
        @Override
        float[] prepared(float[] logits) {
            return logits;
        }
    };

    abstract float[] prepared(float[] logits);

    /**
     * Averages the views of one clip, in float32.
     *
     * @shape (views, K) to (K)
     * @throws IllegalArgumentException if there is no view, or views differ in the number of classes
     */
    public float[] average(float[][] logits) {
        if (logits.length == 0) {
            throw new IllegalArgumentException("no views to average, expected at least one");
        }
        int classes = logits[0].length;
        double[] sums = new double[classes];
        for (int view = 0; view < logits.length; view++) {
            if (logits[view].length != classes) {
                throw new IllegalArgumentException("view " + view + " has " + logits[view].length + " scores, expected "
                        + classes + " as in view 0");
            }
            float[] scores = prepared(logits[view]);
            Arrays.setAll(sums, k -> sums[k] + scores[k]);
        }
        float[] means = new float[classes];
        for (int k = 0; k < classes; k++) {
            means[k] = (float) (sums[k] / logits.length);
        }
        return means;
    }
}
