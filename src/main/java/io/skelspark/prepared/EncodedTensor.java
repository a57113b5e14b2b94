package io.skelspark.prepared;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Half;
import io.skelspark.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor in its stored form, which {@code numpy.frombuffer(bytes, dtype).reshape(shape)} reads too.
 *
 * @param dtype the width of a value
 * @param shape not copied: nobody changes it
 * @param bytes the values, row-major and little endian; a view of the given buffer, nothing is copied
 */
record EncodedTensor(DType dtype, int[] shape, ByteBuffer bytes) {
    /**
     * Takes a view of the bytes.
     *
     * @throws IllegalArgumentException if there are fewer than the shape needs
     */
    EncodedTensor {
        bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes(dtype, shape) > bytes.limit()) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " of " + dtype.descriptor()
                    + " needs " + bytes(dtype, shape) + " bytes, found " + bytes.limit());
        }
    }

    /** Encodes a tensor, each value in the width of the tensor. */
    static EncodedTensor of(Tensor tensor) {
        DType type = tensor.dtype();
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(tensor.values().length, type.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : tensor.values()) {
            switch (type) {
                case FLOAT16 -> buffer.putShort(Half.fromDouble(value));
                case FLOAT32 -> buffer.putFloat((float) value);
                case FLOAT64 -> buffer.putDouble(value);
            }
        }
        return new EncodedTensor(type, tensor.shape(), buffer.flip());
    }

    /**
     * Returns the bytes that a tensor takes.
     *
     * @throws ArithmeticException if one array cannot hold as many
     */
    static int bytes(DType dtype, int[] shape) {
        return Math.multiplyExact(Arrays.stream(shape).reduce(1, Math::multiplyExact), dtype.bytes());
    }

    /** Decodes the values. */
    Tensor decode() {
        double[] values = new double[bytes(dtype, shape) / dtype.bytes()];
        int offset = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (dtype) {
                case FLOAT16 -> Half.toDouble(bytes.getShort(offset));
                case FLOAT32 -> bytes.getFloat(offset);
                case FLOAT64 -> bytes.getDouble(offset);
            };
            offset += dtype.bytes();
        }
        return new Tensor(dtype, shape, values);
    }

    /** Returns a copy of the bytes. */
    byte[] toBytes() {
        byte[] copy = new byte[bytes.limit()];
        bytes.get(0, copy);
        return copy;
    }
}
