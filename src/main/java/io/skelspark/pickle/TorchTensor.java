package io.skelspark.pickle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A PyTorch tensor of a checkpoint: a view of a storage, decoded where it is asked for. */
public final class TorchTensor implements Description.Described {
    /** A view may repeat values of its storage, but not without bound. */
    private static final long MOST_REPEATED = 1 << 20;

    private final TorchStorage storage;
    private final int offset;
    private final int[] shape;
    private final int[] strides;
    private final int size;

    /** @throws IllegalArgumentException if the view reaches outside its storage */
    TorchTensor(TorchStorage storage, long offset, int[] shape, int[] strides) {
        long last = offset;
        long count = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            last += strides.length > axis ? (long) (shape[axis] - 1) * strides[axis] : 0;
            count = Math.min(count * shape[axis], 1L << 31);
        }
        boolean inside = offset >= 0 && offset <= storage.size() && (count == 0 || last < storage.size());
        boolean bounded = count <= Math.max(storage.size(), MOST_REPEATED);
        if (shape.length != strides.length || !inside || !bounded) {
            throw new IllegalArgumentException("a tensor " + Arrays.toString(shape) + " with strides "
                    + Arrays.toString(strides) + " from " + offset + " reaches outside its " + storage);
        }
        this.storage = storage;
        this.offset = (int) offset;
        this.shape = shape;
        this.strides = strides;
        this.size = (int) count;
    }

    /** The type of the stored numbers. */
    public TorchType type() {
        return storage.type();
    }

    /** Sizes of the axes, outermost first; empty for a scalar. */
    public int[] shape() {
        return shape.clone();
    }

    /** Number of values. */
    public int size() {
        return size;
    }

    /** The values in row-major order; each type but FLOAT64 and large integers fits exactly. */
    public float[] floats() {
        float[] values = new float[size];
        forEachPlace((index, place) -> values[index] = (float) type().real(storage.data(), place));
        return values;
    }

    /** The values in row-major order; each type but large 64-bit integers fits exactly. */
    public double[] doubles() {
        double[] values = new double[size];
        forEachPlace((index, place) -> values[index] = type().real(storage.data(), place));
        return values;
    }

    /**
     * The values of a tensor of integers or booleans, in row-major order.
     *
     * @throws IllegalStateException if it holds floating-point numbers
     */
    public long[] longs() {
        long[] values = new long[size];
        forEachPlace((index, place) -> values[index] = type().integer(storage.data(), place));
        return values;
    }

    private interface Move {
        void accept(int index, int place);
    }

    private void forEachPlace(Move move) {
        int[] at = new int[shape.length];
        int place = offset;
        for (int index = 0; index < size; index++) {
            move.accept(index, place * type().bytes());
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

    /** The tensor, or a clear message where something else stands. */
    static TorchTensor of(@Nullable Object value, String where) {
        if (value instanceof TorchTensor tensor) {
            return tensor;
        }
        throw new IllegalArgumentException(where + " is a " + Description.of(value) + ", expected a tensor");
    }

    @Override
    public String toString() {
        return "tensor of " + type() + " " + Arrays.toString(shape);
    }
}
