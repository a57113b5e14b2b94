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
import io.skelspark.train.network.StateLayout;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.nio.FloatBuffer;
import java.util.List;

/** A network that one thread at a time trains. All native memory of a pass is returned at its end. */
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
     * Creates a copy of a network.
     *
     * @param network from samples (N, ...) to logits (N, K)
     * @param layout of its weights
     * @param labelSmoothing share of the target that the loss spreads evenly over all classes
     * @param device computes
     * @throws IllegalStateException if the engine does not see the device
     */
    public NetworkReplica(Layer network, StateLayout layout, double labelSmoothing, Device device) {
        this.network = network;
        this.layout = layout;
        this.labelSmoothing = labelSmoothing;
        this.entries = layout.entries();
        this.manager = TorchEngine.manager(device);
    }

    @Override
    public Pass forwardBackward(float[] parameters, float[] buffers, Batch batch, FloatBuffer gradient, long seed) {
        if (batch.shape().get(1) != 1) {
            throw new IllegalArgumentException(
                    "a training batch has " + batch.shape().get(1) + " views of each sample, expected 1");
        }
        layout.require(parameters, buffers);
        TorchEngine.enter(true);
        try (NDManager run = manager.newSubManager()) {
            NDArray leaf = leaf(run, parameters);
            leaf.setRequiresGradient(true);
            NDArray running = running(run, buffers);
            BoundWeights weights = new BoundWeights(entries, leaf, running, PassMode.TRAINING, seed);
            NDArray input = inputStaging.array(run, batch.memory(), 0, NetworkScorer.views(batch));
            NDArray output = network.forward(input, weights);
            float[] logits = output.toFloatArray();
            CrossEntropy loss = CrossEntropy.of(logits, batch.labels(), batch.mixing(), labelSmoothing);
            Torch.backward(output, run.create(loss.gradient(), output.getShape()));
            gradient.put(0, values(leaf.getGradient()), 0, parameters.length);
            values(running).get(buffers);
            count(buffers);
            return new Pass(loss.loss(), logits);
        }
    }

    private NDArray leaf(NDManager run, float[] parameters) {
        return parameterStaging.array(run, parameters, 0, new Shape(parameters.length));
    }

    private NDArray running(NDManager run, float[] buffers) {
        return bufferStaging.array(run, buffers, 0, new Shape(buffers.length));
    }

    /** Returns the values in place; those of a GPU are copied to the processor first, all at once. */
    private static FloatBuffer values(NDArray array) {
        return array.toByteBuffer(true).asFloatBuffer();
    }

    private void count(float[] buffers) {
        for (Entry entry : entries) {
            if (entry.kind() == EntryKind.COUNTER) {
                buffers[entry.offset()]++;
            }
        }
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
