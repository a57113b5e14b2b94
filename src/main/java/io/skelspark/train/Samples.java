package io.skelspark.train;

import java.util.ArrayList;
import java.util.List;

/** The samples of one split as inputs of a network, in a fixed order. Safe for use by several threads. */
public interface Samples {
    /** Number of samples. */
    int size();

    /** Number of classes, K. */
    int classes();

    /** Shape of one input: (clips, M, T, V, C) for a GCN. */
    List<Integer> inputShape();

    /** The class of one sample, from 0, without reading the rest of it. */
    int label(int index);

    /** The identifier of one sample, for messages. */
    String id(int index);

    /**
     * Writes the input of one sample.
     *
     * @param index of the sample, from 0
     * @param seed decides every random draw of the pipeline
     * @param inputs row-major; this sample's values start at {@code offset}
     * @return the label
     */
    int read(int index, int seed, float[] inputs, int offset);

    /**
     * A batch of samples.
     *
     * @param indices of the samples
     * @param seeds one for each sample
     */
    default Batch batch(int[] indices, int[] seeds) {
        int size = inputShape().stream().reduce(1, (a, b) -> a * b);
        float[] inputs = new float[indices.length * size];
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            labels[i] = read(indices[i], seeds[i], inputs, i * size);
        }
        List<Integer> shape = new ArrayList<>(List.of(indices.length));
        shape.addAll(inputShape());
        return new Batch(inputs, shape, labels);
    }
}
