package io.skelspark.train.optimizer;

import java.io.Serializable;

/**
 * Shortens gradients that are too long.
 *
 * @param maxNorm the length that is left, in the Euclidean norm over all parameters
 * @source torch.nn.utils.clip_grad_norm_
 */
public record ClipGradient(double maxNorm) implements Serializable {
    /** Scales the gradient in place and returns the length it had. */
    public double clip(float[] gradient) {
        double norm = norm(gradient);
        double scale = maxNorm / (norm + 1e-6);
        if (scale < 1) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= (float) scale;
            }
        }
        return norm;
    }

    /** The Euclidean norm. */
    public static double norm(float[] gradient) {
        double sum = 0;
        for (float value : gradient) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
