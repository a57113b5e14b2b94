package io.skelspark.train.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The samples of one pass of a network.
 *
 * @param memory row-major float32 values of all samples, in direct memory of native order that a native engine may share
 * @param shape of the inputs: (N, views, M, T, V, C) for a GCN, (N, views, K, T, H, W) for a 3D CNN
 * @param labels N class indices
 * @param mixing how the samples were mixed; then the loss mixes their labels in the same way
 */
public record Batch(ByteBuffer memory, List<Integer> shape, int[] labels, Mixing mixing) {
    public Batch {
        shape = List.copyOf(shape);
    }

    /** Creates a batch of samples as they are. */
    public Batch(ByteBuffer memory, List<Integer> shape, int[] labels) {
        this(memory, shape, labels, Mixing.none(labels.length));
    }

    /** Creates a batch with a copy of the values. */
    public Batch(float[] inputs, List<Integer> shape, int[] labels) {
        this(InputMemory.allocate(inputs.length), shape, labels);
        memory.asFloatBuffer().put(inputs);
    }

    /** Returns the number of values of all samples. */
    public int size() {
        return memory.capacity() / Float.BYTES;
    }

    /** Returns a copy of the values. */
    public float[] inputs() {
        float[] inputs = new float[size()];
        memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer().get(inputs);
        return inputs;
    }
}
