package io.skelspark.train.optimizer;

import java.util.List;

/**
 * Stochastic gradient descent with momentum and weight decay, the same for every parameter.
 *
 * @param momentum fraction of the last direction that is kept
 * @param weightDecay factor of the parameters in their gradient
 * @param kind how the momentum enters a step
 * @source torch.optim.SGD without dampening
 */
public record Sgd(float momentum, float weightDecay, Momentum kind) implements Optimizer {
    /** The name of the momentum buffer. */
    public static final String MOMENTUM = "momentum";

    /** The way in which the momentum enters a step. */
    public enum Momentum {
        /** The step follows the momentum buffer. */
        PLAIN,
        /** The step follows the gradient plus the buffer, as if looked at from one step ahead. */
        NESTEROV
    }

    @Override
    public List<String> buffers() {
        return List.of(MOMENTUM);
    }

    /** Takes one step. After a new start the buffer holds the first gradient itself, as in the reference. */
    @Override
    public void step(float[] parameters, float[] gradient, List<float[]> buffers, float rate, long step) {
        float[] buffer = buffers.get(0);
        for (int i = 0; i < parameters.length; i++) {
            float decayed = gradient[i] + weightDecay * parameters[i];
            float kept = momentum * buffer[i] + decayed;
            float direction = kind == Momentum.NESTEROV ? decayed + momentum * kept : kept;
            buffer[i] = kept;
            parameters[i] -= rate * direction;
        }
    }
}
