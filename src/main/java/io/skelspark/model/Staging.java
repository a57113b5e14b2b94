package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Memory outside the Java heap that arrays on it share with the native engine; used again for each run. */
final class Staging {
    /** The engine's own alignment: results must not depend on where a vector happens to lie. */
    private static final int ALIGNMENT = 64;

    private ByteBuffer bytes = allocate(0);

    private static ByteBuffer allocate(int floats) {
        int size = (floats * Float.BYTES + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return ByteBuffer.allocateDirect(size + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .order(ByteOrder.nativeOrder());
    }

    /** A native array of some of the values. It shares this memory: close it before the next call. */
    NDArray array(NDManager manager, float[] values, int offset, Shape shape) {
        int size = Math.toIntExact(shape.size());
        if (bytes.capacity() < size * Float.BYTES) {
            bytes = allocate(size);
        }
        floats(size).put(values, offset, size);
        return manager.create(
                bytes.slice(0, size * Float.BYTES).order(ByteOrder.nativeOrder()), shape, DataType.FLOAT32);
    }

    /** Reads back what the native engine wrote. */
    void read(float[] values) {
        floats(values.length).get(values);
    }

    private FloatBuffer floats(int size) {
        return bytes.slice(0, size * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
