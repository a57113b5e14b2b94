package io.skelspark.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skelspark.train.network.InputMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Memory outside the Java heap from which native arrays are made; it is reused for each pass. Arrays on the processor share
 * it, those on a GPU get a copy at once: results are read from the array, never from here.
 */
final class StagingMemory {
    private ByteBuffer bytes = InputMemory.allocate(0);

    /** Creates a native array of some of the values. It may share this memory: close it before the next call. */
    NDArray array(NDManager manager, float[] values, int offset, Shape shape) {
        int size = Math.toIntExact(shape.size());
        if (bytes.capacity() < size * Float.BYTES) {
            bytes = InputMemory.allocate(size);
        }
        floats(size).put(values, offset, size);
        return manager.create(slice(bytes, 0, size), shape, DataType.FLOAT32);
    }

    /**
     * Creates a native array of some values of direct memory. It shares that memory if the values are aligned, otherwise a
     * copy of them in this memory.
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

    private FloatBuffer floats(int size) {
        return slice(bytes, 0, size).asFloatBuffer();
    }

    private static ByteBuffer slice(ByteBuffer memory, int offset, int size) {
        return memory.slice(offset * Float.BYTES, size * Float.BYTES).order(ByteOrder.nativeOrder());
    }
}
