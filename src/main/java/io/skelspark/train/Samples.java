package io.skelspark.train;

import java.util.List;

/** The samples of one split as inputs of a network, in a fixed order. Safe for use by several threads. */
public interface Samples {
    /** Number of samples. */
    int size();

    /** Number of classes, K. */
    int classes();

    /** Shape of one input: (clips, M, T, V, C) for a GCN. */
    List<Integer> inputShape();

    /**
     * Writes the input of one sample.
     *
     * @param index of the sample, from 0
     * @param seed decides every random draw of the pipeline
     * @param inputs row-major; this sample's values start at {@code offset}
     * @return the label
     */
    int read(int index, int seed, float[] inputs, int offset);
}
