package io.skelspark.model.onnx;

import io.skelspark.train.network.ModelState;
import io.skelspark.train.network.Network;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.network.StateLayout.EntryKind;
import java.util.Random;

/** Weights as training leaves them: nothing is 0 or 1 any more, and running statistics are those of some data. */
public final class TrainedWeights {
    private TrainedWeights() {}

    /** Draws weights; the same seed gives the same bits. */
    public static ModelState of(Network network, long seed) {
        ModelState state = network.initialise(seed);
        Random random = new Random(seed);
        for (Entry entry : state.layout().entries()) {
            for (int i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                if (entry.kind() == EntryKind.PARAMETER) {
                    state.parameters()[i] = parameter(entry, state.parameters()[i], random);
                } else if (entry.name().endsWith("running_mean")) {
                    state.buffers()[i] = (float) (0.3 * random.nextGaussian());
                } else if (entry.name().endsWith("running_var")) {
                    state.buffers()[i] = 0.5f + 2 * random.nextFloat();
                }
            }
        }
        return state;
    }

    private static float parameter(Entry entry, float first, Random random) {
        if (entry.shape().size() == 1) {
            boolean scale = entry.name().endsWith("weight") || entry.name().endsWith("alpha");
            return (float) (scale ? 0.2 + 0.3 * random.nextFloat() : 0.2 * random.nextGaussian());
        }
        double fanIn = (double) entry.size() / entry.shape().get(0);
        return (float) (first + 0.5 / Math.sqrt(fanIn) * random.nextGaussian());
    }
}
