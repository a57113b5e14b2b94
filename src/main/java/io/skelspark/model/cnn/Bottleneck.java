package io.skelspark.model.cnn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv3d;
import io.skelspark.model.layer.Conv3d.VolumeWindow;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Shortcut;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * A residual block: the first convolution narrows, the second looks at neighbouring places, the third widens.
 *
 * @source mmaction/models/backbones/resnet3d.py, Bottleneck3d
 */
final class Bottleneck implements Layer {
    /** Width of a block's output as a multiple of the width inside. */
    static final int EXPANSION = 4;

    private final Layer narrow;
    private final Layer look;
    private final Layer widen;
    private final Shortcut shortcut;

    /**
     * Declares the weights.
     *
     * @param stage that the block belongs to
     * @param order number of the block in the stage; the first block has the stride
     * @param in channels of its input
     * @param width channels inside
     */
    Bottleneck(Weights.Scope scope, SlowOnlyStage stage, int order, int in, int width) {
        int out = EXPANSION * width;
        VolumeWindow stride = stage.stride(order);
        narrow = convNorm(scope.child("conv1"), in, width, stage.inflation().narrowing(), 1);
        look = convNorm(
                scope.child("conv2"),
                width,
                width,
                new VolumeWindow(1, 3, stride.temporalStride(), stride.spatialStride()),
                1);
        // as in the reference, a block starts as its shortcut alone
        widen = convNorm(scope.child("conv3"), width, out, Conv3d.POINTWISE, 0);
        shortcut = order == 0 && (in != out || !stride.equals(Conv3d.POINTWISE))
                ? Shortcut.through(convNorm(scope.child("downsample"), in, out, stride, 1))
                : Shortcut.IDENTITY;
    }

    /** Declares a convolution and the normalisation that follows it, with the first value of its scale. */
    static ConvNorm convNorm(Weights.Scope scope, int in, int out, VolumeWindow window, float scale) {
        return new ConvNorm(
                Conv3d.declare(scope.child("conv"), in, out, window), BatchNorm.declare(scope.child("bn"), out, scale));
    }

    /**
     * Runs the block.
     *
     * @shape (N, in, T, H, W) to (N, out, T / stride, H / stride, W / stride), rounded up
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray narrowed = rectified(narrow.forward(input, weights));
        NDArray seen = then(narrowed, rectified(look.forward(narrowed, weights)));
        NDArray output = then(seen, widen.forward(seen, weights));
        shortcut.addTo(output, input, weights);
        return rectified(output);
    }

    static NDArray rectified(NDArray spent) {
        return then(spent, Torch.relu(spent));
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        OnnxValue seen = look.export(narrow.export(input, graph).relu(), graph).relu();
        return shortcut.export(widen.export(seen, graph), input, graph).relu();
    }
}
