package io.skelspark.picture;

import io.skelspark.tensor.Tensor;

/** From which side a skeleton is seen: how the coordinates of a joint become a place on a picture, y downwards. */
public enum View {
    /** Pixels, or fractions of an image: y grows downwards, as in every 2D set. */
    IMAGE {
        @Override
        double down(Tensor keypoint, int joint) {
            return keypoint.values()[joint + 1];
        }
    },
    /** Metres as a Kinect gives them, y upwards, seen from the camera along z: NTU RGB+D, UTD-MHAD, NW-UCLA. */
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

    /** How sets of so many dimensions are seen unless it is known better. */
    public static View of(int dimensions) {
        return dimensions == 2 ? IMAGE : Y_UP;
    }

    /** @throws IllegalArgumentException if the view needs an axis that the joints lack */
    void check(Tensor keypoint) {
        int needed = this == Z_UP ? 3 : 2;
        int found = keypoint.size(3);
        if (found < needed) {
            throw new IllegalArgumentException(
                    "joints of " + found + " dimensions cannot be seen with " + this + ", which takes " + needed);
        }
    }

    /**
     * The place to the right.
     *
     * @param joint index of the joint's first value
     */
    double across(Tensor keypoint, int joint) {
        return keypoint.values()[joint];
    }

    /**
     * The place downwards.
     *
     * @param joint index of the joint's first value
     */
    abstract double down(Tensor keypoint, int joint);
}
