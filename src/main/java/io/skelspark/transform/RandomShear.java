package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;

/**
 * Shears a clip about the origin: each coordinate gains a random share of each other one, the same for the whole clip.
 *
 * <p>Shape (M, T, V, C) any width, C 2 or 3, to (M, T, V, C) float64. Joints at the origin, and so missing persons, stay
 * there.
 *
 * @param shear the amplitude; shares lie between -shear and shear
 * @source AimCLR, arXiv:2112.03590, shear; SkateFormer, feeders/tools.py. They draw the shares in another order
 */
public record RandomShear(double shear) implements Transform {
    /**
     * Checks the amplitude.
     *
     * @throws IllegalArgumentException if the amplitude is negative
     */
    public RandomShear {
        if (!(shear >= 0)) {
            throw new IllegalArgumentException("shear is " + shear + ", expected 0 or more");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        int channels = sample.keypoint().size(3);
        double[] matrix = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        for (int row = 0; row < channels; row++) {
            for (int column = 0; column < channels; column++) {
                if (row != column) {
                    matrix[row * 3 + column] = random.uniform(-shear, shear);
                }
            }
        }
        return sample.withKeypoint(Rotation.apply(matrix, sample));
    }
}
