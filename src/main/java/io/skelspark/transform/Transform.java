package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import java.io.Serializable;

/** One transform of a {@link Pipeline}. It never changes its input and takes randomness as an argument. */
public interface Transform extends Serializable {
    /**
     * Transforms a sample.
     *
     * @param random the source of all randomness; the same generator state gives the same result
     * @return a new sample, or the given one if nothing changes
     */
    PoseSample apply(PoseSample sample, NumpyRandom random);

    /** Returns whether it reads the size of a sample's image. */
    default boolean readsImageSize() {
        return false;
    }

    /** Returns whether a clip that is shorter than a view starts over in it. */
    default boolean startsOver() {
        return false;
    }
}
