package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Sets one coordinate of all joints, drawn from all axes, to zero at random.
 *
 * <p>Shape (M, T, V, C) to the same, in the same width.
 *
 * @param ratio probability of a dropped axis
 * @source SkateFormer, feeders/tools.py, drop_axis
 */
public record RandomDropAxis(double ratio) implements Transform {
    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public RandomDropAxis {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("drop ratio " + ratio + ", expected 0 to 1");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        int channels = keypoint.size(3);
        int axis = random.randint(channels);
        if (random.rand() >= ratio) {
            return sample;
        }
        double[] values = keypoint.values().clone();
        for (int i = axis; i < values.length; i += channels) {
            values[i] = 0;
        }
        return sample.withKeypoint(new Tensor(keypoint.dtype(), keypoint.shape(), values));
    }
}
