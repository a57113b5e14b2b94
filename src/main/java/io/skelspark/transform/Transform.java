package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import java.io.Serializable;

/** One step of a pipeline. It never changes its input and takes randomness as an argument. */
public interface Transform extends Serializable {
    /**
     * Applies the step.
     *
     * @param random the source of all randomness; the same generator state gives the same sample
     * @return a new sample, or the same one where nothing changes
     */
    PoseSample apply(PoseSample sample, NumpyRandom random);
}
