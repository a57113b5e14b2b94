package io.skelspark.train.network;

/** A network that one thread runs. It keeps no weights: they are handed in with each pass. */
public interface Replica extends AutoCloseable {
    /**
     * What a training pass gave.
     *
     * @param loss mean cross-entropy of the batch
     * @param logits (N, K) of the batch, row-major
     */
    record Pass(double loss, float[] logits) {}

    /**
     * A training pass: forward with batch statistics, loss, backward.
     *
     * @param parameters read
     * @param buffers running statistics, updated in place
     * @param gradient its first values, one per parameter, become the gradient of the mean loss; what follows is left
     * @param seed of what the pass draws at random, as dropout does: the same seed gives the same bits
     */
    Pass forwardBackward(float[] parameters, float[] buffers, Batch batch, float[] gradient, long seed);

    /**
     * An evaluation pass with running statistics. Where many follow with the same weights, {@link Network#scorer} is faster.
     *
     * @return (N * clips, K) logits, row-major, sample after sample
     */
    float[] forward(float[] parameters, float[] buffers, Batch batch);

    @Override
    void close();
}
