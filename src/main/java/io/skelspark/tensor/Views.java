package io.skelspark.tensor;

import java.io.Serializable;
import java.nio.FloatBuffer;

/**
 * The views of one sample, a network's input, all of one shape. Each view is written on demand into the memory of a
 * batch, so that the views of a sample, which may be large, need not exist at once.
 */
public interface Views extends Serializable {
    /**
     * Returns the number of views, followed by the shape of one.
     *
     * @shape (views, M, T, V, C) for joints, (views, K, T, H, W) for heat maps
     */
    int[] shape();

    /**
     * Writes one view as float32, row-major, into memory that holds zeros there.
     *
     * @param view from 0
     * @param offset index of its first value in the target; the target's position is neither read nor changed
     */
    void draw(int view, FloatBuffer target, int offset);

    /** Sets the values that {@link #draw} of the same view wrote back to zero. */
    void erase(int view, FloatBuffer target, int offset);

    /** Returns the number of values of one view. */
    default int viewSize() {
        int size = 1;
        int[] shape = shape();
        for (int axis = 1; axis < shape.length; axis++) {
            size = Math.multiplyExact(size, shape[axis]);
        }
        return size;
    }
}
