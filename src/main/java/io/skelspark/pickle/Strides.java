package io.skelspark.pickle;

/** The steps between neighbouring values on each axis of an array, counted in values. */
final class Strides {
    private Strides() {}

    /** Receives the place of a value in memory for its index in row-major order; both count values. */
    @FunctionalInterface
    interface Visitor {
        void accept(int index, int place);
    }

    /** Returns the strides of an array in row-major order, as C and PyTorch store it. */
    static int[] rowMajor(int... shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, shape[axis]);
        }
        return strides;
    }

    /** Returns the strides of an array in column-major order, as Fortran stores it. */
    static int[] columnMajor(int... shape) {
        int[] strides = new int[shape.length];
        int stride = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            strides[axis] = stride;
            stride *= Math.max(1, shape[axis]);
        }
        return strides;
    }

    /**
     * Visits all values of an array in row-major order.
     *
     * @param offset place of the first value
     */
    static void forEach(int[] shape, int[] strides, int offset, Visitor visitor) {
        int size = 1;
        for (int axis : shape) {
            size *= axis;
        }
        int[] at = new int[shape.length];
        int place = offset;
        for (int index = 0; index < size; index++) {
            visitor.accept(index, place);
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                place += strides[axis];
                if (++at[axis] < shape[axis]) {
                    break;
                }
                place -= shape[axis] * strides[axis];
                at[axis] = 0;
            }
        }
    }
}
