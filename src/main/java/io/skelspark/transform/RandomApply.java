package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;

/**
 * Applies other transforms at random, all of them or none.
 *
 * @param ratio probability that they are applied
 * @param transforms the transforms
 * @source torchvision, RandomApply
 */
public record RandomApply(double ratio, Pipeline transforms) implements Transform {
    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public RandomApply {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ratio is " + ratio + ", expected 0 to 1");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        return random.rand() < ratio ? transforms.apply(sample, random) : sample;
    }

    @Override
    public boolean readsImageSize() {
        return transforms.readsImageSize();
    }
}
