package io.skelspark.train.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Samples for one pass of a network.
 *
 * @param memory row-major float32 values of all samples, in direct memory of native order that a native engine may share
 * @param shape of the inputs: (N, clips, M, T, V, C) for a GCN
 * @param labels N class indices
 */
public record Batch(ByteBuffer memory, List<Integer> shape, int[] labels) {
    public Batch {
        shape = List.copyOf(shape);
    }

    /** A batch with a copy of the values given. */
    public Batch(float[] inputs, List<Integer> shape, int[] labels) {
        this(InputMemory.allocate(inputs.length), shape, labels);
        memory.asFloatBuffer().put(inputs);
    }

    /** Number of values of all samples. */
    public int size() {
        return memory.capacity() / Float.BYTES;
    }

    /** A copy of the values. */
    public float[] inputs() {
        float[] inputs = new float[size()];
        memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer().get(inputs);
        return inputs;
    }
}
