package io.skelspark.model.layer;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution whose output is normalised. In evaluation the running statistics are constants, so both run as one
 * convolution.
 *
 * @param conv the convolution
 * @param norm follows it
 */
public record ConvNorm(Convolution conv, BatchNorm norm) implements Layer {
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        if (weights.mode() == PassMode.TRAINING) {
            NDArray output = conv.forward(input, weights);
            return then(output, norm.forward(output, weights));
        }
        NDList kernel = weights.derived(this, () -> kernel(weights));
        return conv.apply(input, kernel.get(0), kernel.get(1), weights);
    }

    /**
     * Returns the outputs of convolutions with equal windows on the same input; in evaluation they are computed as one.
     *
     * @param owner the layer that owns the list, which must not change
     */
    public static NDList together(Object owner, List<ConvNorm> layers, NDArray input, BoundWeights weights) {
        if (weights.mode() == PassMode.TRAINING) {
            return new NDList(
                    layers.stream().map(layer -> layer.forward(input, weights)).toArray(NDArray[]::new));
        }
        NDList kernels = weights.derived(owner, () -> joined(layers, weights));
        try (NDArray output = layers.get(0).conv.apply(input, kernels.get(0), kernels.get(1), weights)) {
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
        return weights.get(norm.bias()).size();
    }

    /**
     * Returns weights and bias of both as one convolution.
     *
     * @shape (out, in, ...) and (out)
     */
    private NDList kernel(BoundWeights weights) {
        NDArray deviation = weights.get(norm.variance()).add(BatchNorm.EPSILON).sqrt();
        NDArray scale = weights.get(norm.weight()).div(deviation);
        NDList convolution = conv.kernel(weights);
        NDArray mean = weights.get(norm.mean());
        NDArray centred =
                convolution.size() == 1 ? mean.neg() : convolution.get(1).sub(mean);
        NDArray kernel = convolution.get(0);
        long[] perOutput = new long[kernel.getShape().dimension()];
        Arrays.fill(perOutput, 1);
        perOutput[0] = -1;
        return new NDList(
                kernel.mul(scale.reshape(new Shape(perOutput))),
                centred.mul(scale).add(weights.get(norm.bias())));
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return norm.export(conv.export(input, graph), graph);
    }
}
