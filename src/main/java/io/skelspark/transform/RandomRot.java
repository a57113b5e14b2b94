package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Tensor;
import java.util.Arrays;

/**
 * Rotates a clip about the origin by random angles, the same for the whole clip: one angle in 2D, one for each axis in
 * 3D. A clip without any joint stays unchanged.
 *
 * <p>Shape (M, T, V, C) any width, C 2 or 3, to (M, T, V, C) float64.
 *
 * @param theta the largest angle in radians; angles lie between -theta and theta
 * @source PYSKL, RandomRot. Departure: there a 2D angle lies between -theta and 1, by mistake;
 *     no published setting turns 2D joints
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
        double[] angles = new double[keypoint.size(3) == 2 ? 1 : 3];
        Arrays.setAll(angles, i -> random.uniform(-theta, theta));
        return sample.withKeypoint(turned(sample, angles));
    }

    /**
     * Turns the joints as drawn.
     *
     * @param angles one in 2D; those about x, y and z in 3D
     */
    public static Tensor turned(PoseSample sample, double... angles) {
        return Rotation.apply(angles.length == 1 ? Axis.Z.rotation(-angles[0]) : inSpace(angles), sample);
    }

    private static boolean isZero(double[] values) {
        for (double value : values) {
            if (!(Math.abs(value) <= ABSENT)) {
                return false;
            }
        }
        return true;
    }

    private static double[] inSpace(double[] angles) {
        double[] turned = Rotation.product(Axis.Y.rotation(angles[1]), Axis.X.rotation(angles[0]));
        return Rotation.product(Axis.Z.rotation(angles[2]), turned);
    }
}
