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
                    case 2 -> inPlane(keypoint.values(), angle(random));
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

    private static double[] inPlane(double[] values, double angle) {
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        double[] turned = new double[values.length];
        for (int i = 0; i < values.length; i += 2) {
            turned[i] = cosine * values[i] - sine * values[i + 1];
            turned[i + 1] = sine * values[i] + cosine * values[i + 1];
        }
        return turned;
    }

    private double[] inSpace(NumpyRandom random) {
        double[] angles = {angle(random), angle(random), angle(random)};
        double[] cosines = {Math.cos(angles[0]), Math.cos(angles[1]), Math.cos(angles[2])};
        double[] sines = {Math.sin(angles[0]), Math.sin(angles[1]), Math.sin(angles[2])};
        double[] aboutX = {1, 0, 0, 0, cosines[0], sines[0], 0, -sines[0], cosines[0]};
        double[] aboutY = {cosines[1], 0, -sines[1], 0, 1, 0, sines[1], 0, cosines[1]};
        double[] aboutZ = {cosines[2], sines[2], 0, -sines[2], cosines[2], 0, 0, 0, 1};
        return Rotation.product(aboutZ, Rotation.product(aboutY, aboutX));
    }
}
