package io.skelspark.train.optimizer;

import java.util.List;

/**
 * Adam with decoupled weight decay: the weights shrink by the rate times the decay, apart from the gradient.
 *
 * @param beta1 fraction of the mean of the gradients that is kept
 * @param beta2 fraction of the mean of their squares that is kept
 * @param epsilon added to the root of the mean of squares
 * @param weightDecay factor of the parameters that a rate of 1 takes off
 * @source Loshchilov and Hutter, arXiv:1711.05101; torch.optim.AdamW without amsgrad
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    @Override
    public List<String> buffers() {
        return List.of("exp-avg", "exp-avg-sq");
    }

    @Override
    public void step(float[] parameters, float[] gradient, List<float[]> buffers, float rate, long step) {
        float[] means = buffers.get(0);
        float[] squares = buffers.get(1);
        float kept = (float) (1 - rate * weightDecay);
        float stepSize = (float) (rate / (1 - Math.pow(beta1, step + 1.0)));
        float correction = (float) Math.sqrt(1 - Math.pow(beta2, step + 1.0));
        for (int i = 0; i < parameters.length; i++) {
            means[i] += (float) (1 - beta1) * (gradient[i] - means[i]);
            squares[i] = (float) beta2 * squares[i] + (float) (1 - beta2) * gradient[i] * gradient[i];
            float length = (float) Math.sqrt(squares[i]) / correction + (float) epsilon;
            parameters[i] = kept * parameters[i] - stepSize * (means[i] / length);
        }
    }
}
