package io.skelspark.pickle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A PyTorch tensor of a checkpoint, a strided part of a storage. It is decoded when its values are asked for. */
public final class TorchTensor implements Description.Described {
    /** A tensor may repeat the values of its storage, for example expanded ones, but not without bound. */
    private static final long MOST_REPEATED = 1 << 20;

    private final TorchStorage storage;
    private final int offset;
    private final int[] shape;
    private final int[] strides;
    private final int size;

    /**
     * Creates a tensor over a storage.
     *
     * @param offset place of the first value in the storage
     * @param strides steps between values on each axis
     * @throws IllegalArgumentException if the tensor reaches outside its storage
     */
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
                    + Arrays.toString(strides) + " from " + offset + " reaches outside its storage, " + storage);
        }
        this.storage = storage;
        this.offset = (int) offset;
        this.shape = shape;
        this.strides = strides;
        this.size = (int) count;
    }

    /** Returns the type of the stored numbers. */
    public TorchType type() {
        return storage.type();
    }

    /** Returns the sizes of the axes, outermost first; a scalar has none. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns the number of values. */
    public int size() {
        return size;
    }

    /** Returns the values in row-major order. FLOAT64 and integers beyond 2^24 are rounded. */
    public float[] floats() {
        float[] values = new float[size];
        forEach((index, place) -> values[index] = (float) type().real(storage.data(), place * type().bytes()));
        return values;
    }

    /** Returns the values in row-major order. Integers beyond 2^53 are rounded. */
    public double[] doubles() {
        double[] values = new double[size];
        forEach((index, place) -> values[index] = type().real(storage.data(), place * type().bytes()));
        return values;
    }

    private void forEach(Strides.Visitor visitor) {
        Strides.forEach(shape, strides, offset, visitor);
    }

    /**
     * Returns a value as a tensor.
     *
     * @param where file and key of the value, for the message
     * @throws IllegalArgumentException if the value is not a tensor
     */
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
