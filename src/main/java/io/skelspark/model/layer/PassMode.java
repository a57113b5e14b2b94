package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;

/** What a network is run for, and with it the order in which activations (N, C, ...) lie in memory. */
public enum PassMode {
    /**
     * Batch statistics normalise, running statistics are updated, gradients are recorded. Activations lie as they are
     * named: the library then sums a normalisation's statistics in float64. Channels last it sums them in float32, and
     * the loss was off by 6e-7 of itself where it is now by 6e-8.
     */
    TRAINING {
        @Override
        public NDArray stored(NDArray activations) {
            return Torch.contiguous(activations);
        }
    },
    /** Running statistics normalise; nothing is recorded. Channels lie last, which is faster. */
    EVALUATION {
        @Override
        public NDArray stored(NDArray activations) {
            return Torch.channelsLast(activations);
        }
    };

    /** The same values in this order of memory, copied unless they lie so already. @shape (N, C, ...) to the same */
    public abstract NDArray stored(NDArray activations);
}
