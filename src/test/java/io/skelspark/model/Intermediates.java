package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import io.skelspark.train.Batch;
import io.skelspark.train.ModelState;

/** What a recogniser computes on the way to its logits, in evaluation mode. */
public final class Intermediates {
    private Intermediates() {}

    /** The backbone's output as the head takes it. @shape (N, M, C', T', V) or (N, C', T', H', W') */
    public static float[] features(Recognizer network, ModelState state, Batch batch) {
        Assembly layers = network.assemble();
        try (NetworkReplica replica = new NetworkReplica(layers, network.layout(), 0)) {
            return replica.evaluate(state.parameters(), state.buffers(), batch, layers.features());
        }
    }

    /** Features averaged over all but samples and channels. @shape (N, C') */
    public static float[] pooled(Recognizer network, ModelState state, Batch batch) {
        Assembly layers = network.assemble();
        try (NetworkReplica replica = new NetworkReplica(layers, network.layout(), 0)) {
            return replica.evaluate(state.parameters(), state.buffers(), batch, (input, weights) -> {
                try (NDArray features = layers.features().forward(input, weights)) {
                    return layers.head().pool().forward(features, weights);
                }
            });
        }
    }
}
