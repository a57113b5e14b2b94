package io.skelspark.train;

import io.skelspark.train.network.Batch;
import io.skelspark.train.network.InputMemory;
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
     * One sample.
     *
     * @param index of the sample, from 0
     * @param seed decides every random draw of the pipeline
     */
    Sample read(int index, int seed);

    /**
     * A batch of samples.
     *
     * @param indices of the samples
     * @param seeds one for each sample
     * @param memory that the inputs are drawn into; it holds this batch until it is given to another one
     */
    default Batch batch(int[] indices, int[] seeds, InputMemory memory) {
        List<InputMemory.SampleView> views = new ArrayList<>();
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            Sample sample = read(indices[i], seeds[i]);
            views.addAll(InputMemory.SampleView.all(sample.input()));
            labels[i] = sample.label();
        }
        List<Integer> shape = new ArrayList<>(List.of(indices.length));
        shape.addAll(inputShape());
        return new Batch(memory.draw(views), shape, labels);
    }
}
