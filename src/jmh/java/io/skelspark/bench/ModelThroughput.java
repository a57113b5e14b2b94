package io.skelspark.bench;

import com.sun.management.OperatingSystemMXBean;
import io.skelspark.config.RunConfig;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints the samples per second of a config's network in training and in inference, on views of random numbers; also per
 * second of processor time, which depends less on other load of the machine.
 *
 * <p>Arguments: config file, number of replicas, samples per replica, rounds, settings of the config (KEY=VALUE).
 */
public final class ModelThroughput {
    private ModelThroughput() {}

    public static void main(String[] arguments) throws Exception {
        List<String> settings = List.of(arguments).subList(4, arguments.length);
        RunConfig config = RunConfig.load(arguments[0], settings);
        int replicas = Integer.parseInt(arguments[1]);
        int samples = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Network network = config.network();
        ModelState state = network.initialise(1);
        ExecutorService threads = Executors.newFixedThreadPool(replicas);
        List<AutoCloseable> all = new ArrayList<>();
        List<Callable<Object>> training = new ArrayList<>();
        List<Callable<Object>> inference = new ArrayList<>();
        for (int i = 0; i < replicas; i++) {
            Replica replica = network.replica(Device.CPU);
            Scorer scorer = network.scorer(state);
            all.addAll(List.of(replica, scorer));
            Batch trained = batch(config.viewShapes().train(), samples, i);
            Batch scored = batch(config.viewShapes().test(), samples, i);
            FloatBuffer gradient = FloatBuffer.allocate(state.parameters().length);
            float[] buffers = state.buffers().clone();
            training.add(() -> replica.forwardBackward(state.parameters(), buffers, trained, gradient, 0));
            inference.add(() -> scorer.logits(scored));
        }
        try {
            print("inference", threads, inference, samples, rounds);
            print("training", threads, training, samples, rounds);
        } finally {
            threads.shutdown();
        }
        for (AutoCloseable used : all) {
            used.close();
        }
    }

    static Batch batch(List<Integer> view, int samples, long seed) {
        List<Integer> shape = new ArrayList<>(List.of(samples, 1));
        shape.addAll(view);
        Random random = new Random(seed);
        float[] inputs = new float[shape.stream().reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        return new Batch(inputs, shape, new int[samples]);
    }

    private static void print(
            String name, ExecutorService threads, List<Callable<Object>> calls, int samples, int rounds)
            throws Exception {
        double[] rates = new double[rounds];
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long busy = 0;
        for (int round = -2; round < rounds; round++) {
            busy = round == 0 ? system.getProcessCpuTime() : busy;
            long start = System.nanoTime();
            for (Future<Object> done : threads.invokeAll(calls)) {
                done.get();
            }
            if (round >= 0) {
                rates[round] = calls.size() * samples * 1e9 / (System.nanoTime() - start);
            }
        }
        Arrays.sort(rates);
        System.out.printf(
                "%s: %.2f samples/s (%.2f to %.2f), %.2f per second of processor time, %d replicas of %d samples%n",
                name,
                rates[rounds / 2],
                rates[0],
                rates[rounds - 1],
                calls.size() * samples * rounds * 1e9 / (system.getProcessCpuTime() - busy),
                calls.size(),
                samples);
    }
}
