package io.skelspark.model;

import ai.djl.ndarray.NDArray;
import io.skelspark.train.Batch;
import io.skelspark.train.ModelState;

/** What a recogniser computes on the way to its logits, in evaluation mode. */
public final class Intermediates {
    private Intermediates() {}

    /** The backbone's output. @shape (N, M, C', T', V) */
    public static float[] features(RecognizerGCN network, ModelState state, Batch batch) {
        RecognizerGCN.Built built = network.build();
        try (NetworkReplica replica = new NetworkReplica(built, network.layout(), 0)) {
            return replica.evaluate(state.parameters(), state.buffers(), batch, built::features);
        }
    }

    /** Features averaged over persons, frames and joints. @shape (N, C') */
    public static float[] pooled(RecognizerGCN network, ModelState state, Batch batch) {
        RecognizerGCN.Built built = network.build();
        try (NetworkReplica replica = new NetworkReplica(built, network.layout(), 0)) {
            return replica.evaluate(state.parameters(), state.buffers(), batch, (input, weights) -> {
                try (NDArray features = built.features(input, weights)) {
                    return built.head().pool(features);
                }
            });
        }
    }
}
