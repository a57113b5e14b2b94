package io.skelspark.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.Assembly;
import io.skelspark.model.Recognizer;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Torch;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.StateLayout;
import java.nio.FloatBuffer;

/**
 * A replica that runs a recogniser's layers in float64. In float32 an activation that is almost 0 in the reference may fall
 * on the other side of a rectifier, which changes gradients by about 1e-3; they differ as much between processors.
 */
public final class Float64Replica implements Replica {
    private final Assembly network;
    private final StateLayout layout;
    private final NDManager manager = TorchEngine.manager();

    public Float64Replica(Recognizer recognizer) {
        network = recognizer.assemble();
        layout = network.weights().layout();
    }

    @Override
    public Pass forwardBackward(float[] parameters, float[] buffers, Batch batch, FloatBuffer gradient, long seed) {
        double[] running = wide(buffers);
        double[] exact = new double[parameters.length];
        Pass pass = forwardBackward(wide(parameters), running, batch, exact, seed);
        for (int i = 0; i < exact.length; i++) {
            gradient.put(i, (float) exact[i]);
        }
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = (float) running[i];
        }
        return pass;
    }

    /** Runs a pass whose state and gradient are float64, too. */
    public Pass forwardBackward(double[] parameters, double[] buffers, Batch batch, double[] gradient, long seed) {
        TorchEngine.enter(true);
        try (NDManager run = manager.newSubManager()) {
            NDArray leaf = run.create(parameters);
            leaf.setRequiresGradient(true);
            NDArray running = run.create(buffers);
            BoundWeights weights = new BoundWeights(layout.entries(), leaf, running, PassMode.TRAINING, seed);
            long[] shape = batch.shape().stream().mapToLong(Integer::longValue).toArray();
            NDArray input = wide(run, batch.inputs()).reshape(new Shape(shape[0]).addAll(new Shape(shape).slice(2)));
            NDArray output = network.forward(input, weights);
            float[] logits = narrow(output);
            CrossEntropy loss = CrossEntropy.of(logits, batch.labels(), batch.mixing(), 0);
            Torch.backward(output, wide(run, loss.gradient()).reshape(output.getShape()));
            System.arraycopy(leaf.getGradient().toDoubleArray(), 0, gradient, 0, gradient.length);
            System.arraycopy(running.toDoubleArray(), 0, buffers, 0, buffers.length);
            return new Pass(loss.loss(), logits);
        }
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static NDArray wide(NDManager run, float[] values) {
        return run.create(values).toType(DataType.FLOAT64, false);
    }

    private static float[] narrow(NDArray values) {
        return values.toType(DataType.FLOAT32, false).toFloatArray();
    }

    @Override
    public void close() {
        manager.close();
    }
}
