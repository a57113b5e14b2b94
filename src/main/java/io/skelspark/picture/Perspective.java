package io.skelspark.picture;

import io.skelspark.tensor.Tensor;

/** The perspective on a skeleton: it maps the coordinates of a joint to a position on a picture, y downwards. */
public enum Perspective {
    /** Pixels, or fractions of an image: y grows downwards, as in every 2D set. */
    IMAGE {
        @Override
        double down(Tensor keypoint, int joint) {
            return keypoint.values()[joint + 1];
        }
    },
    /** Metres in a Kinect's axes, y upwards, seen from the camera along z: NTU RGB+D, UTD-MHAD, NW-UCLA. */
    Y_UP {
        @Override
        double down(Tensor keypoint, int joint) {
            return -keypoint.values()[joint + 1];
        }
    },
    /** Metres with z upwards, as PreNormalize3D leaves them, seen along y. */
    Z_UP {
        @Override
        double down(Tensor keypoint, int joint) {
            return -keypoint.values()[joint + 2];
        }
    };

    /** Returns the default perspective for a number of dimensions. */
    public static Perspective of(int dimensions) {
        return dimensions == 2 ? IMAGE : Y_UP;
    }

    /**
     * Checks that joints can be seen from this side.
     *
     * @throws IllegalArgumentException if the perspective needs an axis that the joints lack
     */
    void check(Tensor keypoint) {
        int needed = this == Z_UP ? 3 : 2;
        int found = keypoint.size(3);
        if (found < needed) {
            throw new IllegalArgumentException(
                    "joints of " + found + " dimensions cannot be seen with " + this + ", which takes " + needed);
        }
    }

    /**
     * Returns the position to the right.
     *
     * @param joint index of the joint's first value
     */
    double across(Tensor keypoint, int joint) {
        return keypoint.values()[joint];
    }

    /**
     * Returns the position downwards.
     *
     * @param joint index of the joint's first value
     */
    abstract double down(Tensor keypoint, int joint);
}
