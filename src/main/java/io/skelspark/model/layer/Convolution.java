package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.jspecify.annotations.Nullable;

/** A convolution with its declared weights. */
public sealed interface Convolution extends Layer permits Conv2d, Conv3d, JoinedConv {
    /** Returns its weights (out, in, ...) and, if it has one, its bias (out). The caller leaves them open. */
    NDList kernel(BoundWeights weights);

    /**
     * Convolves with given values in place of its own weights.
     *
     * @param values weights (out, in, ...)
     * @param shift bias (out), if there is one
     */
    NDArray apply(NDArray input, NDArray values, @Nullable NDArray shift, BoundWeights weights);

    @Override
    default NDArray forward(NDArray input, BoundWeights weights) {
        NDList kernel = kernel(weights);
        return apply(input, kernel.get(0), kernel.size() == 1 ? null : kernel.get(1), weights);
    }
}
