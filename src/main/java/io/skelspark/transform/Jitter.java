package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Adds Gaussian noise to every coordinate of every joint. A person who is missing in a frame stays zero.
 *
 * <p>Shape (M, T, V, C) any width to (M, T, V, C) float64.
 *
 * @param sigma standard deviation in the unit of the joints
 * @source SkateFormer, feeders/tools.py, gaussian_noise with mean 0
 */
public record Jitter(double sigma) implements Transform {
    /**
     * Checks the deviation.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Jitter {
        if (!(sigma >= 0)) {
            throw new IllegalArgumentException("sigma is " + sigma + ", expected 0 or more");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        double[] values = keypoint.values().clone();
        int size = PersonFrames.size(keypoint);
        for (int frame = 0; frame < PersonFrames.count(keypoint); frame++) {
            if (!PersonFrames.isMissing(keypoint, frame)) {
                for (int i = frame * size; i < (frame + 1) * size; i++) {
                    values[i] += sigma * random.normal();
                }
            }
        }
        return sample.withKeypoint(new Tensor(DType.FLOAT64, keypoint.shape(), values));
    }
}
