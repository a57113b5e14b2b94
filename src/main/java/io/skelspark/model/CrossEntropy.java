package io.skelspark.model;

/**
 * Mean cross-entropy of class scores and its gradient.
 *
 * @param loss mean over the rows
 * @param gradient of the loss with respect to the scores, (N, K) row-major
 */
record CrossEntropy(double loss, float[] gradient) {
    /** @param logits (N, K) row-major */
    static CrossEntropy of(float[] logits, int[] labels) {
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
            for (int i = start; i < start + classes; i++) {
                double target = i - start == labels[row] ? 1 : 0;
                gradient[i] = (float) ((StrictMath.exp(logits[i] - largest) / sum - target) / labels.length);
            }
            loss += Math.log(sum) + largest - logits[start + labels[row]];
        }
        return new CrossEntropy(loss / labels.length, gradient);
    }
}
