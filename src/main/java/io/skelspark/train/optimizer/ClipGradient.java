package io.skelspark.train.optimizer;

import java.io.Serializable;

/**
 * The clipping of gradients that are too long.
 *
 * @param maxNorm largest length that is left, in the Euclidean norm over all parameters
 * @source torch.nn.utils.clip_grad_norm_
 */
public record ClipGradient(double maxNorm) implements Serializable {
    /**
     * Scales a gradient in place and returns the length that it had.
     *
     * @param gradient its first values are the gradient
     * @param size number of parameters
     */
    public double clip(float[] gradient, int size) {
        double norm = norm(gradient, size);
        double scale = maxNorm / (norm + 1e-6);
        if (scale < 1) {
            for (int i = 0; i < size; i++) {
                gradient[i] *= (float) scale;
            }
        }
        return norm;
    }

    /** Returns the Euclidean norm of the first values. */
    public static double norm(float[] gradient, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (double) gradient[i] * gradient[i];
        }
        return Math.sqrt(sum);
    }
}
