package io.skelspark.prepared;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Half;
import io.skelspark.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The stored form of a tensor's values: row-major, little endian, each in the width of the tensor. */
final class TensorBytes {
    private TensorBytes() {}

    static byte[] encode(Tensor tensor) {
        DType type = tensor.dtype();
        byte[] bytes = new byte[Math.multiplyExact(tensor.values().length, type.bytes())];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : tensor.values()) {
            switch (type) {
                case FLOAT16 -> buffer.putShort(Half.fromDouble(value));
                case FLOAT32 -> buffer.putFloat((float) value);
                case FLOAT64 -> buffer.putDouble(value);
            }
        }
        return bytes;
    }

    /**
     * The tensor whose values start at a position of a little-endian buffer; the buffer is not changed.
     *
     * @throws IllegalArgumentException if the buffer ends before the values do
     */
    static Tensor decode(DType type, int[] shape, ByteBuffer buffer, int position) {
        int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if ((long) size * type.bytes() > buffer.limit() - position) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " of " + type.descriptor()
                    + " needs " + (long) size * type.bytes() + " bytes, found " + (buffer.limit() - position));
        }
        double[] values = new double[size];
        int offset = position;
        for (int i = 0; i < size; i++) {
            values[i] = switch (type) {
                case FLOAT16 -> Half.toDouble(buffer.getShort(offset));
                case FLOAT32 -> buffer.getFloat(offset);
                case FLOAT64 -> buffer.getDouble(offset);
            };
            offset += type.bytes();
        }
        return new Tensor(type, shape, values);
    }
}
