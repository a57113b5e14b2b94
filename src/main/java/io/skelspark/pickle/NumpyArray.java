package io.skelspark.pickle;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Half;
import io.skelspark.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A NumPy array as a pickle holds it, decoded where it is asked for. */
public final class NumpyArray implements Stateful, Description.Described {
    private static final int MOST_AXES = 32;

    private int[] shape;
    private @Nullable NumpyType type;
    private byte[] data;
    private boolean columnMajor;

    /** An array that its state still has to fill. */
    NumpyArray() {
        shape = new int[] {0};
        data = new byte[0];
    }

    NumpyArray(int[] shape, NumpyType type, byte[] data, boolean columnMajor) {
        this.shape = shape;
        this.type = type;
        this.data = data;
        this.columnMajor = columnMajor;
    }

    /** The state is (version, shape, dtype, column-major, bytes). */
    @Override
    public void restore(Object state) {
        if (!(state instanceof Object[] parts) || parts.length != 5 || !(parts[2] instanceof NumpyType newType)) {
            throw new IllegalArgumentException("the state of an array is a " + Description.of(state));
        }
        shape = axes(parts[1]);
        type = newType;
        columnMajor = Boolean.TRUE.equals(parts[3]) || Integer.valueOf(1).equals(parts[3]);
        if (parts[4] instanceof byte[] bytes) {
            data = bytes;
        } else if (parts[4] instanceof String text) { // Python 2 had no bytes
            data = Constructors.latin1(text);
        } else {
            throw new IllegalArgumentException("an array of " + type + " holds a " + Description.of(parts[4]));
        }
    }

    /** Sizes of axes from a tuple of integers, or from one integer. */
    static int[] axes(Object shape) {
        Object[] sizes = shape instanceof Object[] tuple ? tuple : new Object[] {shape};
        if (sizes.length > MOST_AXES) {
            throw new IllegalArgumentException("an array of " + sizes.length + " axes");
        }
        int[] axes = new int[sizes.length];
        for (int i = 0; i < axes.length; i++) {
            if (!(sizes[i] instanceof Number size) || size.longValue() < 0 || size.longValue() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("the size of an axis is " + Description.of(sizes[i]));
            }
            axes[i] = size.intValue();
        }
        return axes;
    }

    /** Sizes of the axes, outermost first. */
    public int[] shape() {
        return shape.clone();
    }

    /** Whether {@link #tensor} gives the values. */
    public boolean floating() {
        return type != null && type.floating();
    }

    /** Whether {@link #integers} gives the values. */
    public boolean integral() {
        return type != null && type.integral();
    }

    /**
     * The values of an array of float16, float32 or float64, in the width of the file.
     *
     * @throws IllegalArgumentException if the dtype is another one, or bytes and shape do not agree
     */
    public Tensor tensor() {
        if (type == null || !type.floating()) {
            throw new IllegalArgumentException("an array of " + type + ", expected float16, float32 or float64");
        }
        ByteBuffer buffer = buffer(type);
        double[] values = new double[buffer.remaining() / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type.bytes()) {
                case 2 -> Half.toDouble(buffer.getShort());
                case 4 -> buffer.getFloat();
                default -> buffer.getDouble();
            };
        }
        if (columnMajor) {
            double[] stored = values.clone();
            forEachPlace((place, i) -> values[i] = stored[place]);
        }
        return new Tensor(DType.of(type.descriptor()), shape, values);
    }

    /**
     * The values of an array of integers or booleans.
     *
     * @throws IllegalArgumentException if the dtype is another one, or bytes and shape do not agree
     */
    public IntegerArray integers() {
        if (type == null || !type.integral()) {
            throw new IllegalArgumentException("an array of " + type + ", expected integers or booleans");
        }
        ByteBuffer buffer = buffer(type);
        long[] values = new long[buffer.remaining() / type.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.integer(buffer);
        }
        if (columnMajor) {
            long[] stored = values.clone();
            forEachPlace((place, i) -> values[i] = stored[place]);
        }
        return new IntegerArray(type.descriptor(), shape, values);
    }

    private ByteBuffer buffer(NumpyType itsType) {
        long size = itsType.bytes();
        for (int axis : shape) {
            size = Math.min(size * axis, 1L << 31); // an absurd shape must not overflow into a plausible size
        }
        if (size != data.length) {
            throw new IllegalArgumentException(
                    this + " needs " + (size < 1L << 31 ? size : "2^31 or more") + " bytes, found " + data.length);
        }
        return ByteBuffer.wrap(data).order(itsType.order());
    }

    private interface Move {
        void accept(int place, int index);
    }

    /** Gives for each index in row-major order the place of its value in column-major order. */
    private void forEachPlace(Move move) {
        int[] at = new int[shape.length];
        int size = Arrays.stream(shape).reduce(1, (left, right) -> left * right);
        for (int index = 0; index < size; index++) {
            int place = 0;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                place = place * shape[axis] + at[axis];
            }
            move.accept(place, index);
            for (int axis = shape.length - 1; axis >= 0 && ++at[axis] == shape[axis]; axis--) {
                at[axis] = 0;
            }
        }
    }

    @Override
    public String toString() {
        return "array of " + type + " " + Arrays.toString(shape);
    }
}
