package io.skelspark.train;

import java.util.List;

/**
 * Samples for one pass of a network.
 *
 * @param inputs row-major float32 values of all samples
 * @param shape of the inputs: (N, clips, M, T, V, C) for a GCN
 * @param labels N class indices
 */
public record Batch(float[] inputs, List<Integer> shape, int[] labels) {
    public Batch {
        shape = List.copyOf(shape);
    }
}
