package io.skelspark.tensor;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A dense array in row-major order. Its values have the width of its {@link DType}.
 *
 * <p>A double holds each width exactly, so operations compute in double and round each result with
 * {@link DType#round}: for + - * / and square root this gives the same bits as NumPy. The arrays are not copied; the
 * caller must not change them afterwards.
 *
 * @param dtype the width of the values
 * @param shape sizes of the axes, outermost first
 * @param values as many as the product of the shape
 */
public record Tensor(DType dtype, int[] shape, double[] values) implements Views {

    /**
     * Checks the number of values.
     *
     * @throws IllegalArgumentException if there are more or fewer values than the shape says
     */
    public Tensor {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " needs " + size(shape) + " values, found " + values.length);
        }
    }

    /** Returns a tensor of zeros. */
    public static Tensor zeros(DType dtype, int... shape) {
        return new Tensor(dtype, shape, new double[Math.toIntExact(size(shape))]);
    }

    /** Returns the same values rounded to another width. */
    public Tensor as(DType other) {
        if (other == dtype) {
            return this;
        }
        double[] rounded = values.clone();
        if (other.compareTo(dtype) < 0) {
            Arrays.setAll(rounded, i -> other.round(rounded[i]));
        }
        return new Tensor(other, shape, rounded);
    }

    /** Returns the size of one axis. */
    public int size(int axis) {
        return shape[axis];
    }

    /**
     * Copies some places of the second axis, in the given order.
     *
     * @shape (M, T, ...) to (M, frames, ...)
     */
    public Tensor frames(int... frames) {
        int size = values.length / Math.max(1, shape[0] * shape[1]);
        int[] taken = shape.clone();
        taken[1] = frames.length;
        double[] copies = new double[shape[0] * frames.length * size];
        int next = 0;
        for (int person = 0; person < shape[0]; person++) {
            for (int frame : frames) {
                System.arraycopy(values, (person * shape[1] + frame) * size, copies, next, size);
                next += size;
            }
        }
        return new Tensor(dtype, taken, copies);
    }

    /** Writes one entry of the outermost axis. */
    @Override
    public void draw(int view, FloatBuffer target, int offset) {
        int size = viewSize();
        for (int i = 0; i < size; i++) {
            target.put(offset + i, (float) values[view * size + i]);
        }
    }

    @Override
    public void erase(int view, FloatBuffer target, int offset) {
        int size = viewSize();
        for (int i = 0; i < size; i++) {
            target.put(offset + i, 0);
        }
    }

    private static long size(int[] shape) {
        long size = 1;
        for (int axis : shape) {
            size *= axis;
        }
        return size;
    }

    @Override
    public String toString() {
        return dtype.descriptor() + Arrays.toString(shape);
    }
}
