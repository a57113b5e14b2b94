package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Moves a clip by a random distance along each axis, the same for the whole clip. A person who is missing in a frame stays
 * zero.
 *
 * <p>Shape (M, T, V, C) any width to (M, T, V, C) float64.
 *
 * @param distance the largest distance in the unit of the joints; distances lie between -distance and distance
 */
public record RandomTranslation(double distance) implements Transform {
    /**
     * Checks the distance.
     *
     * @throws IllegalArgumentException if the distance is negative
     */
    public RandomTranslation {
        if (!(distance >= 0)) {
            throw new IllegalArgumentException("distance is " + distance + ", expected 0 or more");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        double[] offset = new double[keypoint.size(3)];
        for (int channel = 0; channel < offset.length; channel++) {
            offset[channel] = random.uniform(-distance, distance);
        }
        double[] values = keypoint.values().clone();
        int size = PersonFrames.size(keypoint);
        for (int frame = 0; frame < PersonFrames.count(keypoint); frame++) {
            if (!PersonFrames.isMissing(keypoint, frame)) {
                for (int i = 0; i < size; i++) {
                    values[frame * size + i] += offset[i % offset.length];
                }
            }
        }
        return sample.withKeypoint(new Tensor(DType.FLOAT64, keypoint.shape(), values));
    }
}
