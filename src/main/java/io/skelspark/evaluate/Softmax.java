package io.skelspark.evaluate;

import java.util.Arrays;

/** The softmax function in float32: exact exponentials, rounded at the same places as a float32 implementation. */
final class Softmax {
    private Softmax() {}

    /**
     * @shape (K) to (K)
     * @units logits to probabilities
     */
    static float[] of(float[] logits) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        float[] probabilities = new float[logits.length];
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            probabilities[k] = (float) Math.exp(logits[k] - largest);
            sum += probabilities[k];
        }
        float total = (float) sum;
        for (int k = 0; k < logits.length; k++) {
            probabilities[k] /= total;
        }
        return probabilities;
    }

    /** Computes the softmax of doubles, which are rounded to float32 first. */
    static double[] of(double[] scores) {
        float[] narrowed = new float[scores.length];
        for (int k = 0; k < scores.length; k++) {
            narrowed[k] = (float) scores[k];
        }
        float[] probabilities = of(narrowed);
        double[] widened = new double[scores.length];
        Arrays.setAll(widened, k -> probabilities[k]);
        return widened;
    }
}
