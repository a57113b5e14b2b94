package io.skelspark.train.optimizer;

import java.io.Serializable;

/**
 * The exponential moving average of the weights. It starts as the weights after the first step. Running statistics are not
 * averaged: a model of the average has those of the weights.
 *
 * @param decay fraction of the average that a step keeps; 0: there is no average
 * @source torch.optim.swa_utils.AveragedModel with get_ema_multi_avg_fn and without use_buffers
 */
public record WeightAverage(double decay) implements Serializable {
    /** Returns whether there is an average. */
    public boolean isKept() {
        return decay > 0;
    }

    /**
     * Takes the weights after a step into the average.
     *
     * @param average updated in place
     * @param parameters read
     * @param step number of steps before it
     */
    public void add(float[] average, float[] parameters, long step) {
        float share = step == 0 ? 1 : (float) (1 - decay);
        for (int i = 0; i < average.length; i++) {
            average[i] = share == 1 ? parameters[i] : average[i] + share * (parameters[i] - average[i]);
        }
    }
}
