package io.skelspark.train;

import io.skelspark.tensor.DType;
import io.skelspark.tensor.Tensor;
import io.skelspark.tensor.Views;
import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.Scorer;
import io.skelspark.train.network.StateLayout;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/**
 * A softmax classifier of a few inputs in plain Java, fast enough for any test. A running mean is its buffer; in training it
 * drops one input of each sample at random.
 */
record ToyNetwork(int inputs, int classes) implements Network {
    @Override
    public StateLayout layout() {
        StateLayout layout = new StateLayout();
        layout.add("fc.weight", StateLayout.EntryKind.PARAMETER, List.of(classes, inputs));
        layout.add("running_mean", StateLayout.EntryKind.BUFFER, List.of(inputs));
        layout.add("num_batches_tracked", StateLayout.EntryKind.COUNTER, List.of());
        return layout;
    }

    @Override
    public ModelState initialise(long seed) {
        Random random = new Random(seed);
        float[] parameters = new float[classes * inputs];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) random.nextGaussian() * 0.1f;
        }
        return new ModelState(layout(), parameters, new float[inputs + 1]);
    }

    @Override
    public Replica replica(Device device) {
        return new Replica() {
            @Override
            public Pass forwardBackward(
                    float[] parameters, float[] buffers, Batch batch, FloatBuffer gradient, long seed) {
                Batch dropped = dropped(batch, new Random(seed));
                float[] logits = forward(parameters, buffers, dropped);
                float[] sums = new float[parameters.length];
                double loss = 0;
                float[] given = batch.inputs();
                float[] kept = dropped.inputs();
                int count = batch.labels().length;
                for (int n = 0; n < count; n++) {
                    double sum = 0;
                    for (int k = 0; k < classes; k++) {
                        sum += Math.exp(logits[n * classes + k]);
                    }
                    for (int k = 0; k < classes; k++) {
                        double probability = Math.exp(logits[n * classes + k]) / sum;
                        double error = probability - (k == batch.labels()[n] ? 1 : 0);
                        loss -= k == batch.labels()[n] ? Math.log(probability) / count : 0;
                        for (int i = 0; i < inputs; i++) {
                            sums[k * inputs + i] += (float) (error * kept[n * inputs + i] / count);
                        }
                    }
                    for (int i = 0; i < inputs; i++) {
                        buffers[i] = 0.9f * buffers[i] + 0.1f * given[n * inputs + i];
                    }
                }
                buffers[inputs]++;
                gradient.put(0, sums);
                return new Pass(loss, logits);
            }

            private Batch dropped(Batch batch, Random random) {
                float[] values = batch.inputs();
                for (int n = 0; n < batch.labels().length; n++) {
                    values[n * inputs + random.nextInt(inputs)] = 0;
                }
                return new Batch(values, batch.shape(), batch.labels());
            }

            @Override
            public void close() {}
        };
    }

    private float[] forward(float[] parameters, float[] buffers, Batch batch) {
        float[] given = batch.inputs();
        float[] logits = new float[batch.labels().length * classes];
        for (int n = 0; n < batch.labels().length; n++) {
            for (int k = 0; k < classes; k++) {
                for (int i = 0; i < inputs; i++) {
                    logits[n * classes + k] += parameters[k * inputs + i] * (given[n * inputs + i] - buffers[i]);
                }
            }
        }
        return logits;
    }

    @Override
    public Scorer scorer(ModelState state, Device device) {
        return new Scorer() {
            @Override
            public float[] logits(Batch batch) {
                return forward(state.parameters(), state.buffers(), batch);
            }

            @Override
            public void close() {}
        };
    }

    /** Samples that the classifier can learn, with random noise in training. */
    record ToySamples(int size, int inputs, int classes, float noise) implements Samples {
        @Override
        public List<Integer> inputShape() {
            return List.of(1, inputs);
        }

        @Override
        public int label(int index) {
            return index % classes;
        }

        @Override
        public String id(int index) {
            return "toy-" + index;
        }

        @Override
        public Views input(int index, int seed) {
            Random random = new Random(seed);
            int label = label(index);
            double[] values = new double[inputs];
            for (int i = 0; i < inputs; i++) {
                values[i] = (i % classes == label ? 1 : 0) + (float) random.nextGaussian() * noise;
            }
            return new Tensor(DType.FLOAT32, new int[] {1, inputs}, values);
        }
    }
}
