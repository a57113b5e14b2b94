package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;

/** The purpose of a pass, which also decides the order in which activations (N, C, ...) lie in memory. */
public enum PassMode {
    /**
     * Training: batch statistics normalise, running statistics are updated, gradients are recorded. Activations lie in the
     * order of their axes: the library then sums the statistics of a normalisation in float64. With channels last it sums
     * them in float32, which raised the relative error of the loss from 6e-8 to 6e-7.
     */
    TRAINING {
        @Override
        public NDArray stored(NDArray activations) {
            return Torch.contiguous(activations);
        }
    },
    /** Evaluation: running statistics normalise, nothing is recorded. Channels lie last, which is faster. */
    EVALUATION {
        @Override
        public NDArray stored(NDArray activations) {
            return Torch.channelsLast(activations);
        }
    };

    /**
     * Returns the values in this order of memory; they are copied unless they have it.
     *
     * @shape (N, C, ...) to the same
     */
    public abstract NDArray stored(NDArray activations);
}
