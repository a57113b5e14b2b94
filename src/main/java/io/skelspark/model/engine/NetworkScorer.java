package io.skelspark.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.PassMode;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout;

/** Runs a network in evaluation. What layers compute of the weights alone is computed once, on the first pass. */
public final class NetworkScorer implements Scorer {
    /** One: a sample's bits do not depend on the others, and memory is small enough to be used again at once. */
    private static final int SAMPLES_AT_ONCE = 1;

    private final Layer network;
    private final BoundWeights weights;
    private final StagingMemory inputs;
    private final NDManager manager;

    /**
     * A network with its weights.
     *
     * @param network from samples (N, ...) to outputs (N, ...)
     * @param weights bound for evaluation
     * @param inputs memory that batches may be copied to
     * @param manager that the weights live in, which this closes
     */
    NetworkScorer(Layer network, BoundWeights weights, StagingMemory inputs, NDManager manager) {
        this.network = network;
        this.weights = weights;
        this.inputs = inputs;
        this.manager = manager;
    }

    /**
     * Returns a scorer with native memory of its own that holds a copy of the weights.
     *
     * @param network from samples (N, ...) to outputs (N, ...): a whole network or a part of it that takes its input
     * @param layout of the weights
     * @throws IllegalArgumentException if the weights are not of that layout
     */
    public static NetworkScorer of(Layer network, StateLayout layout, ModelState state) {
        layout.require(state.parameters(), state.buffers());
        NDManager manager = TorchEngine.manager();
        NDArray parameters = manager.create(state.parameters());
        NDArray buffers = manager.create(state.buffers());
        BoundWeights weights = new BoundWeights(layout.entries(), parameters, buffers, PassMode.EVALUATION, 0);
        return new NetworkScorer(network, weights, new StagingMemory(), manager);
    }

    @Override
    public float[] logits(Batch batch) {
        TorchEngine.enter(false);
        Shape clips = NetworkReplica.clips(batch);
        long count = clips.get(0);
        int clipSize = Math.toIntExact(clips.size() / count);
        float[] outputs = new float[0];
        for (int start = 0; start < count; start += SAMPLES_AT_ONCE) {
            long size = Math.min(SAMPLES_AT_ONCE, count - start);
            Shape part = new Shape(size).addAll(clips.slice(1));
            try (NDManager run = manager.newSubManager();
                    NDArray input = inputs.array(run, batch.memory(), start * clipSize, part);
                    NDArray result = network.forward(input, weights)) {
                float[] output = result.toFloatArray();
                int outputSize = output.length / (int) size;
                outputs = outputs.length == 0 ? new float[Math.toIntExact(count) * outputSize] : outputs;
                System.arraycopy(output, 0, outputs, start * outputSize, output.length);
            }
        }
        return outputs;
    }

    /** Native arrays that are open between passes. */
    public int openArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
