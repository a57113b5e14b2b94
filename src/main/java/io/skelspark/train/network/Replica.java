package io.skelspark.train.network;

import java.nio.FloatBuffer;

/** A network that one thread trains. It keeps no weights: each pass is given them. */
public interface Replica extends AutoCloseable {
    /**
     * The result of a training pass.
     *
     * @param loss mean cross-entropy of the batch
     * @param logits (N, K) of the batch, row-major
     */
    record Pass(double loss, float[] logits) {}

    /**
     * Runs a training pass: forward with batch statistics, loss, backward.
     *
     * @param parameters read
     * @param buffers running statistics, updated in place
     * @param batch one view of each sample, (N, 1, ...)
     * @param gradient one value per parameter, replaced by the gradient of the mean loss
     * @param seed decides what the pass draws at random, for example in dropout: the same seed gives the same bits
     */
    Pass forwardBackward(float[] parameters, float[] buffers, Batch batch, FloatBuffer gradient, long seed);

    @Override
    void close();
}
