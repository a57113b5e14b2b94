package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** A convolution with its declared weights. */
public sealed interface Convolution extends Layer permits Conv2d, Conv3d {
    /** The kernel. @shape (out, in, ...) */
    Weight weight();

    /** The bias, if it has one. @shape (out) */
    @Nullable
    Weight bias();

    /** The convolution with given values of the weights. */
    NDArray apply(NDArray input, NDArray values, @Nullable NDArray shift, BoundWeights weights);

    @Override
    default NDArray forward(NDArray input, BoundWeights weights) {
        Weight bias = bias();
        return apply(input, weights.get(weight()), bias == null ? null : weights.get(bias), weights);
    }
}
