package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skelspark.train.InputMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Memory outside the Java heap that arrays on it share with the native engine; used again for each run. */
final class Staging {
    private ByteBuffer bytes = InputMemory.allocate(0);

    /** A native array of some of the values. It shares this memory: close it before the next call. */
    NDArray array(NDManager manager, float[] values, int offset, Shape shape) {
        int size = Math.toIntExact(shape.size());
        if (bytes.capacity() < size * Float.BYTES) {
            bytes = InputMemory.allocate(size);
        }
        floats(size).put(values, offset, size);
        return manager.create(slice(bytes, 0, size), shape, DataType.FLOAT32);
    }

    /**
     * A native array of some values of direct memory. It shares that memory where the values are aligned, else it has a
     * copy of them in this one.
     */
    NDArray array(NDManager manager, ByteBuffer memory, int offset, Shape shape) {
        int size = Math.toIntExact(shape.size());
        if (memory.isDirect() && memory.alignmentOffset(offset * Float.BYTES, InputMemory.ALIGNMENT) == 0) {
            return manager.create(slice(memory, offset, size), shape, DataType.FLOAT32);
        }
        float[] values = new float[size];
        slice(memory, offset, size).asFloatBuffer().get(values);
        return array(manager, values, 0, shape);
    }

    /** Reads back what the native engine wrote. */
    void read(float[] values) {
        floats(values.length).get(values);
    }

    private FloatBuffer floats(int size) {
        return slice(bytes, 0, size).asFloatBuffer();
    }

    private static ByteBuffer slice(ByteBuffer memory, int offset, int size) {
        return memory.slice(offset * Float.BYTES, size * Float.BYTES).order(ByteOrder.nativeOrder());
    }
}
