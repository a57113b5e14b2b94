package io.skelspark.model.layer;

/** What a network is run for, and with it the order in which activations (N, C, T, V) lie in memory. */
public enum Mode {
    /**
     * Batch statistics normalise, running statistics are updated, gradients are recorded. Activations lie as they are
     * named: the library then sums a normalisation's statistics in float64. Channels last it sums them in float32,
     * and gradients were off by 2e-3 where they are now within 1e-4.
     */
    TRAINING,
    /** Running statistics normalise; nothing is recorded. Activations lie as (N, T, V, C), which is faster. */
    EVALUATION
}
