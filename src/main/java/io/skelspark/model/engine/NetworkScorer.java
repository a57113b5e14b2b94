package io.skelspark.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.PassMode;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout;

/** A network with fixed weights. Values that layers derive from the weights alone are computed once, in the first pass. */
public final class NetworkScorer implements Scorer {
    /** One: a view's bits then do not depend on the others, and memory is small enough to be reused at once. */
    private static final int VIEWS_AT_ONCE = 1;

    private final Layer network;
    private final BoundWeights weights;
    private final StagingMemory inputs = new StagingMemory();
    private final NDManager manager;

    private NetworkScorer(Layer network, BoundWeights weights, NDManager manager) {
        this.network = network;
        this.weights = weights;
        this.manager = manager;
    }

    /**
     * Creates a scorer with native memory of its own that holds a copy of the weights.
     *
     * @param network from views (N, ...) to outputs (N, ...): a whole network or a part of it that takes its input
     * @param layout of the weights
     * @throws IllegalArgumentException if the weights are not of that layout
     * @throws IllegalStateException if the engine does not see the device
     */
    public static NetworkScorer of(Layer network, StateLayout layout, ModelState state, Device device) {
        layout.require(state.parameters(), state.buffers());
        NDManager manager = TorchEngine.manager(device);
        NDArray parameters = manager.create(state.parameters());
        NDArray buffers = manager.create(state.buffers());
        BoundWeights weights = new BoundWeights(layout.entries(), parameters, buffers, PassMode.EVALUATION, 0);
        return new NetworkScorer(network, weights, manager);
    }

    @Override
    public float[] logits(Batch batch) {
        TorchEngine.enter(false);
        Shape views = views(batch);
        long count = views.get(0);
        int viewSize = Math.toIntExact(views.size() / count);
        float[] outputs = new float[0];
        for (int start = 0; start < count; start += VIEWS_AT_ONCE) {
            long size = Math.min(VIEWS_AT_ONCE, count - start);
            Shape part = new Shape(size).addAll(views.slice(1));
            try (NDManager pass = manager.newSubManager();
                    NDArray input = inputs.array(pass, batch.memory(), start * viewSize, part);
                    NDArray result = network.forward(input, weights)) {
                float[] output = result.toFloatArray();
                int outputSize = output.length / (int) size;
                outputs = outputs.length == 0 ? new float[Math.toIntExact(count) * outputSize] : outputs;
                System.arraycopy(output, 0, outputs, start * outputSize, output.length);
            }
        }
        return outputs;
    }

    /**
     * Returns the batch's shape with the views of a sample as samples of their own.
     *
     * @shape (N * views, ...)
     */
    static Shape views(Batch batch) {
        long[] shape = batch.shape().stream().mapToLong(Integer::longValue).toArray();
        Shape views = new Shape(shape[0] * shape[1]).addAll(new Shape(shape).slice(2));
        if (views.size() != batch.size()) {
            throw new IllegalArgumentException("a batch of shape " + batch.shape() + " holds " + batch.size()
                    + " values, expected " + views.size());
        }
        return views;
    }

    /** Returns the number of native arrays that are open between passes. */
    public int openArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
