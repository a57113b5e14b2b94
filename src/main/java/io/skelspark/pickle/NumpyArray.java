package io.skelspark.pickle;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Half;
import io.skelspark.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A NumPy array in the bytes of its pickle, decoded when its values are asked for. */
public final class NumpyArray implements Stateful, Description.Described {
    private static final int MOST_AXES = 32;

    private int[] shape;
    private @Nullable NumpyType type;
    private byte[] data;
    private boolean columnMajor;
    private @Nullable String fault;
    private List<?> objects = List.of();

    /** Creates an empty array, which {@link #restore} fills. */
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

    /** Takes the state (version, shape, dtype, column-major, bytes). An odd one concerns only those who read the values. */
    @Override
    public void restore(Object state) {
        try {
            take(state);
        } catch (IllegalArgumentException odd) {
            fault = odd.getMessage();
            type = null;
        }
    }

    private void take(Object state) {
        if (!(state instanceof Object[] parts) || parts.length != 5 || !(parts[2] instanceof NumpyType newType)) {
            throw new IllegalArgumentException(
                    "the state of an array is a " + Description.of(state) + ", expected a tuple of 5 with its dtype");
        }
        shape = axes(parts[1]);
        type = newType;
        columnMajor = Boolean.TRUE.equals(parts[3]) || Integer.valueOf(1).equals(parts[3]);
        if (parts[4] instanceof byte[] bytes) {
            data = bytes;
        } else if (parts[4] instanceof String text) { // as Python 2 writes bytes
            data = Constructors.latin1(text);
        } else if (parts[4] instanceof List<?> items && newType.objects() && shape.length == 0) {
            objects = items;
        } else {
            throw new IllegalArgumentException(
                    "an array of " + type + " has for data a " + Description.of(parts[4]) + ", expected bytes");
        }
    }

    /** Returns the sizes of axes from a tuple of integers or from one integer. */
    static int[] axes(Object shape) {
        Object[] sizes = shape instanceof Object[] tuple ? tuple : new Object[] {shape};
        if (sizes.length > MOST_AXES) {
            throw new IllegalArgumentException("an array has " + sizes.length + " axes, expected at most " + MOST_AXES);
        }
        int[] axes = new int[sizes.length];
        for (int i = 0; i < axes.length; i++) {
            if (!(sizes[i] instanceof Number size) || size.longValue() < 0 || size.longValue() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("the size of an axis is a " + Description.of(sizes[i])
                        + ", expected an integer from 0 to 2^31 - 1");
            }
            axes[i] = size.intValue();
        }
        return axes;
    }

    /** Returns the sizes of the axes, outermost first. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns whether the values are floating-point numbers, which {@link #tensor} returns. */
    public boolean floating() {
        return type != null && type.floating();
    }

    /** Returns whether the values are integers or booleans, which {@link #integers} returns. */
    public boolean integral() {
        return type != null && type.integral();
    }

    /**
     * Returns the values of an array of float16, float32 or float64, in the width of the file.
     *
     * @throws IllegalArgumentException if the dtype is another one, or the number of bytes does not fit the shape
     */
    public Tensor tensor() {
        requireSound();
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
            Strides.forEach(shape, Strides.columnMajor(shape), 0, (index, place) -> values[index] = stored[place]);
        }
        return new Tensor(DType.of(type.descriptor()), shape, values);
    }

    /**
     * Returns the values of an array of integers or booleans.
     *
     * @throws IllegalArgumentException if the dtype is another one, or the number of bytes does not fit the shape
     */
    public IntegerArray integers() {
        requireSound();
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
            Strides.forEach(shape, Strides.columnMajor(shape), 0, (index, place) -> values[index] = stored[place]);
        }
        return new IntegerArray(type.descriptor(), shape, values);
    }

    /** Returns whether the values are texts, which {@link #texts} returns. */
    public boolean textual() {
        return type != null && type.textual();
    }

    /**
     * Returns the values of an array of texts, row-major.
     *
     * @throws IllegalArgumentException if the dtype is another one, or the number of bytes does not fit the shape
     */
    public List<String> texts() {
        requireSound();
        if (type == null || !type.textual() || columnMajor) {
            throw new IllegalArgumentException("an array of " + type + ", expected texts in row-major order");
        }
        ByteBuffer buffer = buffer(type);
        List<String> texts = new ArrayList<>();
        byte[] text = new byte[type.bytes()];
        while (buffer.hasRemaining() && text.length > 0) {
            buffer.get(text);
            texts.add((String) type.scalar(text));
        }
        return texts;
    }

    /** Returns whether this is an array of one object without axes. */
    boolean holdsObject() {
        return fault == null && shape.length == 0 && objects.size() == 1;
    }

    /** Returns the value of an array of one object. */
    @Nullable
    Object object() {
        return objects.get(0);
    }

    private void requireSound() {
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
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

    @Override
    public String toString() {
        return fault != null ? fault : "array of " + type + " " + Arrays.toString(shape);
    }
}
