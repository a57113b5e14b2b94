package io.skelspark.train.optimizer;

import java.io.Serializable;
import java.util.List;

/** The arithmetic of one update of the weights, the same for every parameter. */
public sealed interface Optimizer extends Serializable permits Sgd, AdamW {
    /** Returns the names of the buffers that it keeps between steps, each of one value per parameter. */
    List<String> buffers();

    /**
     * Takes one step. Buffers of zeros are a new start.
     *
     * @param parameters updated in place
     * @param gradient its first values, one per parameter, are read
     * @param buffers in the order of {@link #buffers()}, updated in place
     * @param rate learning rate of the step
     * @param step number of steps before it
     */
    void step(float[] parameters, float[] gradient, List<float[]> buffers, float rate, long step);
}
