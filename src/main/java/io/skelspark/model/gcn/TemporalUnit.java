package io.skelspark.model.gcn;

import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import java.io.Serializable;

/**
 * A temporal unit of a graph convolutional network: it looks at neighbouring frames. An implementation is a record of the
 * unit's settings; a new one needs its class and a line in the class {@code ModelConfig} of {@code io.skelspark.config}.
 *
 * <p>The text of an implementation is part of a run's identity in its checkpoints and must not change.
 */
public interface TemporalUnit extends Serializable {
    /**
     * The shape of what a unit takes and gives.
     *
     * @param channels of input and output
     * @param joints V
     * @param stride frames of the input per frame of the output
     */
    record Shape(int channels, int joints, int stride) {}

    /**
     * Declares the weights.
     *
     * @param start first values of convolutions over frames
     * @return a layer from (N, channels, T, V) to (N, channels, T / stride rounded up, V), without dropout
     */
    Layer declare(Weights.Scope scope, Shape shape, Conv2d.FirstValues start);

    /** Returns the fraction of the output that training drops; the first stage of a backbone drops nothing. */
    double dropout();
}
