package io.skelspark.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.skelspark.config.RunConfig;
import io.skelspark.model.engine.EngineFacts;
import io.skelspark.model.engine.TorchEngine;
import io.skelspark.train.PairwiseSum;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.InputMemory;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Replica;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints how one training step of a config's network on a device compares with the same step on the processor, its samples
 * per second, and the share of a step that goes into copies and into the sum of the gradients. Views are random numbers.
 *
 * <p>Arguments: device ({@code cpu}, or {@code gpu} for the first one), config file, number of replicas (a power of two),
 * samples per replica, rounds. {@code src/jmh/on-gpu} runs it for each network.
 */
public final class DeviceStep {
    private final Device device;
    private final Network network;
    private final ModelState state;
    private final Batch batch;
    private final int replicas;
    private final int rounds;

    private DeviceStep(Device device, RunConfig config, int replicas, int samples, int rounds) {
        this.device = device;
        this.replicas = replicas;
        this.rounds = rounds;
        network = config.network();
        state = network.initialise(1);
        batch = ModelThroughput.batch(config.viewShapes().train(), samples, 0);
    }

    public static void main(String[] arguments) throws Exception {
        Device device = arguments[0].equals("gpu") ? new Device.Gpu(0) : Device.CPU;
        EngineFacts engine = EngineFacts.read();
        System.out.printf(
                "engine: libtorch %s, DJL %s, %d GPU(s)%n", engine.libtorch(), engine.djl(), engine.gpus());
        new DeviceStep(
                        device,
                        RunConfig.load(arguments[1], List.of()),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]))
                .print();
    }

    private void print() throws Exception {
        Step expected = step(Device.CPU);
        Step found = step(device);
        System.out.printf(
                "parity: loss %.3e, logits %.3e, gradient %.3e (relative differences)%n",
                Math.abs(found.loss - expected.loss) / Math.abs(expected.loss),
                difference(found.logits, expected.logits),
                difference(found.gradient, expected.gradient));
        double step = median(this::steps);
        System.out.printf("training: %.2f samples/s%n", replicas * batch.labels().length / step);
        System.out.printf("staging: %.2f %% of a step%n", 100 * replicas * median(this::copies) / step);
        System.out.printf("summing: %.2f %% of a step%n", 100 * median(this::sum) / step);
    }

    /** The result of one step with the first weights. */
    private record Step(double loss, float[] logits, float[] gradient) {}

    private Step step(Device where) {
        float[] gradient = new float[state.parameters().length];
        try (Replica replica = network.replica(where)) {
            Replica.Pass pass = replica.forwardBackward(
                    state.parameters(), state.buffers().clone(), batch, FloatBuffer.wrap(gradient), 0);
            return new Step(pass.loss(), pass.logits(), gradient);
        }
    }

    /** Returns the length of the difference of two vectors over the length of the expected one. */
    private static double difference(float[] found, float[] expected) {
        double squares = 0;
        double whole = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += Math.pow((double) found[i] - expected[i], 2);
            whole += Math.pow(expected[i], 2);
        }
        return Math.sqrt(squares / whole);
    }

    /** A measurement of some rounds; returns the seconds of each. */
    private interface Measurement {
        double[] seconds() throws Exception;
    }

    private static double median(Measurement measurement) throws Exception {
        double[] seconds = measurement.seconds();
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    /** Runs steps of all replicas at once, as a rank does. */
    private double[] steps() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(replicas);
        List<Replica> all = new ArrayList<>();
        List<Callable<Object>> passes = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            Replica replica = network.replica(device);
            all.add(replica);
            float[] buffers = state.buffers().clone();
            FloatBuffer gradient = FloatBuffer.allocate(state.parameters().length);
            passes.add(() -> replica.forwardBackward(state.parameters(), buffers, batch, gradient, 0));
        }
        try {
            return timed(() -> {
                for (Future<Object> done : threads.invokeAll(passes)) {
                    done.get();
                }
                return null;
            });
        } finally {
            threads.shutdown();
            all.forEach(Replica::close);
        }
    }

    /** Copies what one replica copies in a step: weights, running statistics and inputs there, the gradient back. */
    private double[] copies() throws Exception {
        int parameters = state.parameters().length;
        ByteBuffer weights = InputMemory.allocate(parameters + state.buffers().length);
        float[] gradient = new float[parameters];
        try (NDManager manager = TorchEngine.manager(device)) {
            return timed(() -> {
                weights.asFloatBuffer().put(state.parameters()).put(state.buffers());
                try (NDManager step = manager.newSubManager()) {
                    NDArray leaf = step.create(weights.duplicate(), new Shape(weights.capacity() / Float.BYTES), DataType.FLOAT32);
                    step.create(batch.memory().duplicate(), new Shape(batch.size()), DataType.FLOAT32);
                    leaf.toByteBuffer(true).asFloatBuffer().get(gradient);
                }
                return null;
            });
        }
    }

    /** Sums the gradients of all replicas. */
    private double[] sum() throws Exception {
        List<float[]> gradients = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            gradients.add(new float[state.parameters().length]);
        }
        return timed(() -> PairwiseSum.into(gradients));
    }

    private double[] timed(Callable<?> round) throws Exception {
        double[] seconds = new double[rounds];
        for (int i = -2; i < rounds; i++) {
            long start = System.nanoTime();
            round.call();
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
        }
        return seconds;
    }
}
