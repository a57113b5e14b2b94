package io.skelspark.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Torch;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.List;

/** Runs a network on one thread at a time. All native memory of a run is returned at its end. */
public final class NetworkReplica implements Replica {
    private final Layer network;
    private final StateLayout layout;
    private final double labelSmoothing;
    private final List<Entry> entries;
    private final NDManager manager;
    private final StagingMemory parameterStaging = new StagingMemory();
    private final StagingMemory bufferStaging = new StagingMemory();
    private final StagingMemory inputStaging = new StagingMemory();

    /**
     * A copy of a network.
     *
     * @param network from samples (N, ...) to logits (N, K), its weights declared in the layout
     * @param labelSmoothing share of the target that the loss spreads evenly over all classes
     * @param device that it computes on
     * @throws IllegalStateException if the engine sees no such device
     */
    public NetworkReplica(Layer network, StateLayout layout, double labelSmoothing, Device device) {
        this.network = network;
        this.layout = layout;
        this.labelSmoothing = labelSmoothing;
        this.entries = layout.entries();
        this.manager = TorchEngine.manager(device);
    }

    @Override
    public Pass forwardBackward(float[] parameters, float[] buffers, Batch batch, float[] gradient, long seed) {
        if (batch.shape().get(1) != 1) {
            throw new IllegalArgumentException(
                    "a training batch has " + batch.shape().get(1) + " clips per sample, expected 1");
        }
        layout.require(parameters, buffers);
        TorchEngine.enter(true);
        try (NDManager run = manager.newSubManager()) {
            NDArray leaf = leaf(run, parameters);
            leaf.setRequiresGradient(true);
            NDArray running = running(run, buffers);
            BoundWeights weights = new BoundWeights(entries, leaf, running, PassMode.TRAINING, seed);
            NDArray input = inputStaging.array(run, batch.memory(), 0, clips(batch));
            NDArray output = network.forward(input, weights);
            float[] logits = output.toFloatArray();
            CrossEntropy loss = CrossEntropy.of(logits, batch.labels(), labelSmoothing);
            Torch.backward(output, run.create(loss.gradient(), output.getShape()));
            read(leaf.getGradient(), gradient, parameters.length);
            read(running, buffers, buffers.length);
            count(buffers);
            return new Pass(loss.loss(), logits);
        }
    }

    @Override
    public float[] forward(float[] parameters, float[] buffers, Batch batch) {
        layout.require(parameters, buffers);
        NDManager run = manager.newSubManager();
        BoundWeights weights =
                new BoundWeights(entries, leaf(run, parameters), running(run, buffers), PassMode.EVALUATION, 0);
        try (Scorer scorer = new NetworkScorer(network, weights, inputStaging, run)) {
            return scorer.logits(batch);
        }
    }

    private NDArray leaf(NDManager run, float[] parameters) {
        return parameterStaging.array(run, parameters, 0, new Shape(parameters.length));
    }

    private NDArray running(NDManager run, float[] buffers) {
        return bufferStaging.array(run, buffers, 0, new Shape(buffers.length));
    }

    /** Takes values from where they are: of a GPU they are copied to the processor first, all at once. */
    private static void read(NDArray values, float[] target, int size) {
        values.toByteBuffer(true).asFloatBuffer().get(target, 0, size);
    }

    /** The batch's shape with the clips of a sample as samples of their own. */
    static Shape clips(Batch batch) {
        long[] shape = batch.shape().stream().mapToLong(Integer::longValue).toArray();
        Shape clips = new Shape(shape[0] * shape[1]).addAll(new Shape(shape).slice(2));
        if (clips.size() != batch.size()) {
            throw new IllegalArgumentException(
                    "a batch of shape " + batch.shape() + " holds " + batch.size() + " values");
        }
        return clips;
    }

    private void count(float[] buffers) {
        for (Entry entry : entries) {
            if (entry.kind() == EntryKind.COUNTER) {
                buffers[entry.offset()]++;
            }
        }
    }

    /** Native arrays that are open between runs. */
    public int openArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
