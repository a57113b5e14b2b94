package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Scales each channel by a random factor, the same for the whole clip.
 *
 * <p>Shape (M, T, V, C) any width to (M, T, V, C) float64.
 *
 * @param scale the amplitude; factors lie between 1 - scale and 1 + scale
 * @source PYSKL, RandomScale with one amplitude for all channels
 */
public record RandomScale(double scale) implements Transform {
    /**
     * Checks the amplitude.
     *
     * @throws IllegalArgumentException if the amplitude is negative
     */
    public RandomScale {
        if (!(scale >= 0)) {
            throw new IllegalArgumentException("scale is " + scale + ", expected 0 or more");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        double[] factors = new double[keypoint.size(3)];
        for (int channel = 0; channel < factors.length; channel++) {
            factors[channel] = 1 + random.uniform(-1, 1) * scale;
        }
        double[] values = keypoint.values().clone();
        for (int i = 0; i < values.length; i += factors.length) {
            for (int channel = 0; channel < factors.length; channel++) {
                values[i + channel] *= factors[channel];
            }
        }
        return sample.withKeypoint(new Tensor(DType.FLOAT64, keypoint.shape(), values));
    }
}
