package io.skelspark.model.cnn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv3d;
import io.skelspark.model.layer.Conv3d.VolumeWindow;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * A convolution, normalised and rectified.
 *
 * @param convNorm the convolution with its normalisation
 * @source mmcv/cnn/bricks/conv_module.py, ConvModule
 */
record ConvModule(ConvNorm convNorm) implements Layer {
    /** Declares the weights. */
    static ConvModule declare(Weights.Scope scope, int in, int out, VolumeWindow window) {
        return new ConvModule(convNorm(scope, in, out, window, 1));
    }

    /** Declares a convolution of each channel by itself and the normalisation that follows it. */
    static ConvNorm depthwise(Weights.Scope scope, int channels, VolumeWindow window) {
        return new ConvNorm(
                Conv3d.depthwise(scope.child("conv"), channels, window),
                BatchNorm.declare(scope.child("bn"), channels));
    }

    /** Declares a convolution and the normalisation that follows it, with the first value of its scale. */
    static ConvNorm convNorm(Weights.Scope scope, int in, int out, VolumeWindow window, float scale) {
        return new ConvNorm(
                Conv3d.declare(scope.child("conv"), in, out, window), BatchNorm.declare(scope.child("bn"), out, scale));
    }

    /**
     * Runs the layers.
     *
     * @shape (N, in, T, H, W) to (N, out, T / stride, H / stride, W / stride), rounded up
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        return rectified(convNorm.forward(input, weights));
    }

    /** Rectifies and closes the input. */
    static NDArray rectified(NDArray spent) {
        return then(spent, Torch.relu(spent));
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return convNorm.export(input, graph).relu();
    }
}
