package io.skelspark.model.onnx;

import io.skelspark.train.network.Batch;
import io.skelspark.train.network.Device;
import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.Replica;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/** Weights as training leaves them: no weight is 0 or 1 any more, and running statistics are those of data. */
public final class TrainedWeights {
    /** Share of a batch in the running statistics after it. */
    private static final float MOMENTUM = 0.1f;

    private TrainedWeights() {}

    /**
     * Draws weights.
     *
     * @param view shape of a view, of which some give the statistics: with others, values would fade from layer to layer
     *     until the output hardly depended on the input
     */
    public static ModelState of(Network network, List<Integer> view) {
        ModelState state = network.initialise(7);
        Random random = new Random(7);
        for (Entry entry : state.layout().entries()) {
            for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                if (entry.kind() == EntryKind.PARAMETER) {
                    state.parameters()[i] = parameter(entry, state.parameters()[i], random);
                }
            }
        }
        Batch batch = RandomViews.batch(4, view);
        FloatBuffer gradient = FloatBuffer.allocate(state.parameters().length);
        try (Replica replica = network.replica(Device.CPU)) {
            replica.forwardBackward(state.parameters(), state.buffers(), batch, gradient, 1);
        }
        for (Entry entry : state.layout().entries()) {
            float first = entry.name().endsWith("running_var") ? 1 : 0;
            if (first == 1 || entry.name().endsWith("running_mean")) {
                for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                    state.buffers()[i] = (state.buffers()[i] - (1 - MOMENTUM) * first) / MOMENTUM;
                }
            }
        }
        return state;
    }

    private static float parameter(Entry entry, float first, Random random) {
        if (entry.name().endsWith("alpha")) {
            return 0.1f + 0.1f * random.nextFloat();
        }
        if (entry.shape().size() == 1) {
            boolean scale = entry.name().endsWith("weight");
            return (float) (scale ? 0.4 + 0.4 * random.nextFloat() : 0.2 * random.nextGaussian());
        }
        double fanIn = (double) entry.size() / entry.shape().get(0);
        return (float) (first + 0.3 / Math.sqrt(fanIn) * random.nextGaussian());
    }
}
