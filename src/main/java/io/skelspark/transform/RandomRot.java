package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;

/**
 * Rotates a clip about the origin by random angles, the same for the whole clip: one angle in 2D, one for each axis in
 * 3D. A clip without any joint stays unchanged.
 *
 * <p>Shape (M, T, V, C) any width, C 2 or 3, to (M, T, V, C) float64.
 *
 * @param theta the largest angle in radians; angles lie between -theta and theta
 * @source PYSKL, RandomRot. Departure: there a 2D angle lies between -theta and 1, by mistake
 */
public record RandomRot(double theta) implements Transform {
    private static final double ABSENT = 1e-8;

    /**
     * Checks the angle.
     *
     * @throws IllegalArgumentException if the angle is negative
     */
    public RandomRot {
        if (!(theta >= 0)) {
            throw new IllegalArgumentException("theta is " + theta + " radians, expected 0 or more");
        }
    }

    @Override
    public PoseSample apply(PoseSample sample, NumpyRandom random) {
        Tensor keypoint = sample.keypoint();
        if (isZero(keypoint.values())) {
            return sample;
        }
        double[] values =
                switch (keypoint.size(3)) {
                    case 2 -> Rotation.inPlane(Axis.Z.rotation(-angle(random)), keypoint.values());
                    case 3 -> Rotation.apply(inSpace(random), keypoint.values());
                    default ->
                        throw new IllegalArgumentException("clip " + sample.id() + " has " + keypoint.size(3)
                                + " channels, RandomRot expected 2 or 3 coordinates");
                };
        return sample.withKeypoint(new Tensor(DType.FLOAT64, keypoint.shape(), values));
    }

    private double angle(NumpyRandom random) {
        return random.uniform(-theta, theta);
    }

    private static boolean isZero(double[] values) {
        for (double value : values) {
            if (!(Math.abs(value) <= ABSENT)) {
                return false;
            }
        }
        return true;
    }

    private double[] inSpace(NumpyRandom random) {
        double[] angles = {angle(random), angle(random), angle(random)};
        double[] turned = Rotation.product(Axis.Y.rotation(angles[1]), Axis.X.rotation(angles[0]));
        return Rotation.product(Axis.Z.rotation(angles[2]), turned);
    }
}
