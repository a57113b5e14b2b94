package io.skelspark.train;

import io.skelspark.tensor.Views;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.Mixing;
import java.util.ArrayList;
import java.util.List;

/** The samples of one split as inputs of a network, in a fixed order. Safe for use by several threads. */
public interface Samples {
    /** Returns the number of samples. */
    int size();

    /** Returns the number of classes, K. */
    int classes();

    /** Returns the shape of one input: (views, M, T, V, C) for a GCN, (views, K, T, H, W) for a 3D CNN. */
    List<Integer> inputShape();

    /** Returns the class of one sample, from 0, without reading the rest of it. */
    int label(int index);

    /** Returns the identifier of one sample, for messages. */
    String id(int index);

    /**
     * Reads one sample as a network takes it: its views, which are drawn when they are needed.
     *
     * @param index of the sample, from 0
     * @param seed decides all that the pipeline draws at random
     */
    Views input(int index, int seed);

    /**
     * Reads a batch of samples.
     *
     * @param indices of the samples
     * @param seeds one for each sample
     * @param mixing mixes the samples in pairs
     * @param memory the inputs are drawn into it; they stay there until it is used for another batch
     */
    default Batch batch(int[] indices, int[] seeds, Mixing mixing, InputMemory memory) {
        List<Views> inputs = new ArrayList<>();
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            inputs.add(input(indices[i], seeds[i]));
            labels[i] = label(indices[i]);
        }
        List<InputMemory.SampleView> views = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            Views input = mixing.leaves(i)
                    ? inputs.get(i)
                    : new MixedViews(inputs.get(i), inputs.get(mixing.partners()[i]), (float) mixing.share());
            views.addAll(InputMemory.SampleView.all(input));
        }
        List<Integer> shape = new ArrayList<>(List.of(indices.length));
        shape.addAll(inputShape());
        return new Batch(memory.draw(views), shape, labels, mixing);
    }
}
