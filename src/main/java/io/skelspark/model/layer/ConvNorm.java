package io.skelspark.model.layer;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A convolution whose output is normalised. In evaluation, where running statistics are constants, both are one
 * convolution.
 *
 * @param conv the convolution
 * @param norm what follows it
 */
public record ConvNorm(Conv2d conv, BatchNorm norm) implements Layer {
    /** @shape (N, in, T, V) to (N, out, floor((T - 1) / stride) + 1, V) */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        if (weights.mode() == Mode.TRAINING) {
            NDArray output = conv.forward(input, weights);
            return then(output, norm.forward(output, weights));
        }
        NDList kernel = weights.derived(this, () -> kernel(weights));
        return Conv2d.apply(input, kernel.get(0), kernel.get(1), conv.geometry(), weights);
    }

    /**
     * The outputs of convolutions of equal geometry on the same input; in evaluation they are computed as one.
     *
     * @param owner of the list, which is always the same
     */
    public static NDList together(Object owner, List<ConvNorm> layers, NDArray input, BoundWeights weights) {
        if (weights.mode() == Mode.TRAINING) {
            return new NDList(
                    layers.stream().map(layer -> layer.forward(input, weights)).toArray(NDArray[]::new));
        }
        NDList kernels = weights.derived(owner, () -> joined(layers, weights));
        try (NDArray output = Conv2d.apply(
                input, kernels.get(0), kernels.get(1), layers.get(0).conv.geometry(), weights)) {
            long[] starts = new long[layers.size() - 1];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = (i == 0 ? 0 : starts[i - 1]) + layers.get(i).channels(weights);
            }
            return output.split(starts, 1);
        }
    }

    private static NDList joined(List<ConvNorm> layers, BoundWeights weights) {
        NDList kernels = new NDList();
        NDList shifts = new NDList();
        for (ConvNorm layer : layers) {
            NDList kernel = layer.kernel(weights);
            kernels.add(kernel.get(0));
            shifts.add(kernel.get(1));
        }
        return new NDList(NDArrays.concat(kernels), NDArrays.concat(shifts));
    }

    private long channels(BoundWeights weights) {
        return weights.get(conv.bias()).size();
    }

    /** Weights and bias of the one convolution. @shape (out, in, k, 1) and (out) */
    private NDList kernel(BoundWeights weights) {
        NDArray deviation = weights.get(norm.variance()).add(BatchNorm.EPSILON).sqrt();
        NDArray scale = weights.get(norm.weight()).div(deviation);
        NDArray centred = weights.get(conv.bias()).sub(weights.get(norm.mean()));
        return new NDList(
                weights.get(conv.weight()).mul(scale.reshape(new Shape(-1, 1, 1, 1))),
                centred.mul(scale).add(weights.get(norm.bias())));
    }
}
