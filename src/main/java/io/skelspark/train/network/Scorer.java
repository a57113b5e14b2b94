package io.skelspark.train.network;

/** A network with weights that stay as they are, which one thread at a time runs. */
public interface Scorer extends AutoCloseable {
    /**
     * An evaluation pass with running statistics.
     *
     * @return (N * clips, K) logits, row-major, sample after sample
     */
    float[] logits(Batch batch);

    @Override
    void close();
}
