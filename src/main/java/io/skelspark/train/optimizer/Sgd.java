package io.skelspark.train.optimizer;

import java.io.Serializable;

/**
 * Stochastic gradient descent with momentum and weight decay, the same for every parameter.
 *
 * @param momentum fraction of the last direction that is kept
 * @param weightDecay factor of the parameters in their gradient
 * @param kind how the momentum enters a step
 * @source torch.optim.SGD without dampening
 */
public record Sgd(float momentum, float weightDecay, Momentum kind) implements Serializable {
    /** The way in which the momentum enters a step. */
    public enum Momentum {
        /** The step follows the momentum buffer. */
        PLAIN,
        /** The step follows the gradient plus the buffer, as if looked at from one step ahead. */
        NESTEROV
    }

    /**
     * Takes one step. A buffer of zeros is a new start: it then holds the first gradient itself, as in the reference.
     *
     * @param parameters updated in place
     * @param gradient its first values, one per parameter, are read
     * @param buffer momentum, updated in place
     */
    public void step(float[] parameters, float[] gradient, float[] buffer, float learningRate) {
        for (int i = 0; i < parameters.length; i++) {
            float decayed = gradient[i] + weightDecay * parameters[i];
            float kept = momentum * buffer[i] + decayed;
            float direction = kind == Momentum.NESTEROV ? decayed + momentum * kept : kept;
            buffer[i] = kept;
            parameters[i] -= learningRate * direction;
        }
    }
}
