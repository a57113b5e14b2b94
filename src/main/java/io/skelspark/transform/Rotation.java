package io.skelspark.transform;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;

/** 3D rotations, and other linear maps, as 3 x 3 matrices in row-major order, float64. */
final class Rotation {
    private static final double NEGLIGIBLE = 1e-6;

    private Rotation() {}

    /**
     * Returns the shortest rotation of a vector onto a unit vector; the identity for a vector of almost no length.
     *
     * @param dtype the width of the vector, in which its length is also computed
     */
    static double[] between(double[] vector, DType dtype, double[] target) {
        return about(cross(vector, target), angle(vector, dtype, target));
    }

    /** Returns the rotation by an angle in radians about an axis, counter-clockwise seen from its tip. */
    static double[] about(double[] axis, double angle) {
        if (absoluteSum(axis) < NEGLIGIBLE || Math.abs(angle) < NEGLIGIBLE) {
            return new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
        }
        double length = Math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]);
        double a = Math.cos(angle / 2);
        double sine = Math.sin(angle / 2);
        double b = -axis[0] / length * sine;
        double c = -axis[1] / length * sine;
        double d = -axis[2] / length * sine;
        return new double[] {
            a * a + b * b - c * c - d * d,
            2 * (b * c + a * d),
            2 * (b * d - a * c),
            2 * (b * c - a * d),
            a * a + c * c - b * b - d * d,
            2 * (c * d + a * b),
            2 * (b * d + a * c),
            2 * (c * d - a * b),
            a * a + d * d - b * b - c * c
        };
    }

    /**
     * Maps the joints of a sample, in 2D by the upper left part of the matrix.
     *
     * @throws IllegalArgumentException if they have neither 2 nor 3 coordinates
     * @shape (M, T, V, C) to (M, T, V, C) float64
     */
    static Tensor apply(double[] matrix, PoseSample sample) {
        Tensor keypoint = sample.keypoint();
        double[] values =
                switch (keypoint.size(3)) {
                    case 2 -> inPlane(matrix, keypoint.values());
                    case 3 -> apply(matrix, keypoint.values());
                    default ->
                        throw new IllegalArgumentException("clip " + sample.id() + " has " + keypoint.size(3)
                                + " channels, a rotation or shear expected 2 or 3 coordinates");
                };
        return new Tensor(DType.FLOAT64, keypoint.shape(), values);
    }

    /**
     * Maps each triple of values.
     *
     * @shape (..., 3) to (..., 3)
     */
    static double[] apply(double[] matrix, double[] values) {
        double[] turned = new double[values.length];
        for (int i = 0; i < values.length; i += 3) {
            double x = values[i];
            double y = values[i + 1];
            double z = values[i + 2];
            turned[i] = matrix[0] * x + matrix[1] * y + matrix[2] * z;
            turned[i + 1] = matrix[3] * x + matrix[4] * y + matrix[5] * z;
            turned[i + 2] = matrix[6] * x + matrix[7] * y + matrix[8] * z;
        }
        return turned;
    }

    /**
     * Maps each pair of values.
     *
     * @shape (..., 2) to (..., 2)
     */
    private static double[] inPlane(double[] matrix, double[] values) {
        double[] turned = new double[values.length];
        for (int i = 0; i < values.length; i += 2) {
            turned[i] = matrix[0] * values[i] + matrix[1] * values[i + 1];
            turned[i + 1] = matrix[3] * values[i] + matrix[4] * values[i + 1];
        }
        return turned;
    }

    /** Multiplies two matrices. */
    static double[] product(double[] left, double[] right) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int i = 0; i < 3; i++) {
                    product[row * 3 + column] += left[row * 3 + i] * right[i * 3 + column];
                }
            }
        }
        return product;
    }

    private static double angle(double[] vector, DType dtype, double[] target) {
        if (absoluteSum(vector) < NEGLIGIBLE) {
            return 0;
        }
        double norm = dtype.round(Math.sqrt(squaredNorm(vector, dtype)));
        double cosine = 0;
        for (int i = 0; i < 3; i++) {
            cosine += dtype.round(vector[i] / norm) * target[i];
        }
        return Math.acos(Math.max(-1, Math.min(1, cosine)));
    }

    /** Computes NumPy's dot product: half precision is summed in single precision and rounded once. */
    private static double squaredNorm(double[] vector, DType dtype) {
        DType sums = dtype.widen(DType.FLOAT32);
        double sum = 0;
        for (double value : vector) {
            sum = sums.round(sum + sums.round(value * value));
        }
        return dtype.round(sum);
    }

    private static double[] cross(double[] left, double[] right) {
        return new double[] {
            left[1] * right[2] - left[2] * right[1],
            left[2] * right[0] - left[0] * right[2],
            left[0] * right[1] - left[1] * right[0]
        };
    }

    private static double absoluteSum(double[] vector) {
        return Math.abs(vector[0]) + Math.abs(vector[1]) + Math.abs(vector[2]);
    }
}
