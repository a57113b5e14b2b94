package io.skelspark.prepared;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.tensor.NumpyRandom;
import io.skelspark.tensor.Views;
import io.skelspark.train.Samples;
import io.skelspark.transform.Pipeline;
import java.util.Arrays;
import java.util.List;

/** The samples of a prepared split; each goes through a pipeline when it is read. */
public final class PipelineSamples implements Samples {
    private final PoseDataset dataset;
    private final Pipeline pipeline;
    private final List<Integer> inputShape;

    /** Sends the first sample through the pipeline once, to learn the shape of an input. */
    public PipelineSamples(PoseDataset dataset, Pipeline pipeline) {
        this.dataset = dataset;
        this.pipeline = pipeline;
        PoseSample first = pipeline.apply(dataset.sample(0), new NumpyRandom(0));
        inputShape = shape(first);
    }

    @Override
    public int size() {
        return dataset.size();
    }

    @Override
    public int classes() {
        return dataset.manifest().contents().classes().size();
    }

    @Override
    public List<Integer> inputShape() {
        return inputShape;
    }

    @Override
    public int label(int index) {
        return dataset.label(index);
    }

    @Override
    public String id(int index) {
        return dataset.id(index);
    }

    /**
     * Reads one sample.
     *
     * @throws IllegalArgumentException if its input has another shape than that of the first sample
     */
    @Override
    public Views input(int index, int seed) {
        PoseSample sample = pipeline.apply(dataset.sample(index), new NumpyRandom(seed));
        if (!shape(sample).equals(inputShape)) {
            throw new IllegalArgumentException("clip " + sample.id() + " becomes an input of shape " + shape(sample)
                    + ", expected " + inputShape + " like the first clip; fix the pipeline, for example with a"
                    + " CenterCrop or a Resize to a fixed size");
        }
        return sample.input();
    }

    private static List<Integer> shape(PoseSample sample) {
        return Arrays.stream(sample.input().shape()).boxed().toList();
    }
}
