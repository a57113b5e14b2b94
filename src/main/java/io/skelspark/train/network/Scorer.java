package io.skelspark.train.network;

/** A network with fixed weights for evaluation, which one thread at a time runs. */
public interface Scorer extends AutoCloseable {
    /**
     * Runs an evaluation pass with running statistics.
     *
     * @return (N * views, K) logits, row-major, sample after sample
     */
    float[] logits(Batch batch);

    @Override
    void close();
}
