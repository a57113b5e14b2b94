package io.skelspark.tensor;

import java.io.Serializable;
import java.nio.FloatBuffer;

/**
 * What a network is fed of one sample: views of it, all of one shape. A view is written straight into the memory it is
 * meant for when it is wanted, so that the views of a sample, which may be large, need not exist at once.
 */
public interface Views extends Serializable {
    /**
     * The number of views, then the shape of one.
     *
     * @shape (views, M, T, V, C) for joints, (views, K, T, H, W) for heat maps
     */
    int[] shape();

    /**
     * Writes one view as float32, row-major, into memory that holds zeros there.
     *
     * @param view from 0
     * @param offset of its first value in the target; the target's position does not count and does not move
     */
    void draw(int view, FloatBuffer target, int offset);

    /** Makes the values that {@link #draw} of the same view wrote zero again. */
    void erase(int view, FloatBuffer target, int offset);

    /** Number of values of one view. */
    default int viewSize() {
        int size = 1;
        int[] shape = shape();
        for (int axis = 1; axis < shape.length; axis++) {
            size = Math.multiplyExact(size, shape[axis]);
        }
        return size;
    }
}
