package io.skelspark.model.engine;

import io.skelspark.train.network.Mixing;

/**
 * The mean cross-entropy of class scores, and its gradient.
 *
 * @param loss mean over the rows
 * @param gradient of the loss with respect to the scores, (N, K) row-major
 */
record CrossEntropy(double loss, float[] gradient) {
    /**
     * Computes both.
     *
     * @param logits (N, K) row-major
     * @param labels class of each row
     * @param mixing mixes the target of a row with that of its partner
     * @param smoothing share of the target that is spread evenly over all classes
     * @source mmaction/models/heads/base.py, label_smooth_eps
     */
    static CrossEntropy of(float[] logits, int[] labels, Mixing mixing, double smoothing) {
        int classes = logits.length / labels.length;
        double loss = 0;
        float[] gradient = new float[logits.length];
        for (int row = 0; row < labels.length; row++) {
            int start = row * classes;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = start; i < start + classes; i++) {
                largest = Math.max(largest, logits[i]);
            }
            double sum = 0;
            for (int i = start; i < start + classes; i++) {
                sum += StrictMath.exp(logits[i] - largest);
            }
            int partner = labels[mixing.partners()[row]];
            for (int i = start; i < start + classes; i++) {
                double share = (i - start == labels[row] ? mixing.share() : 0)
                        + (i - start == partner ? 1 - mixing.share() : 0);
                double target = smoothing / classes + (1 - smoothing) * share;
                loss += target * (Math.log(sum) + largest - logits[i]);
                gradient[i] = (float) ((StrictMath.exp(logits[i] - largest) / sum - target) / labels.length);
            }
        }
        return new CrossEntropy(loss / labels.length, gradient);
    }
}
