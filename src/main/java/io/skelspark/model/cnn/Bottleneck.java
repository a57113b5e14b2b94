package io.skelspark.model.cnn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv3d;
import io.skelspark.model.layer.Conv3d.VolumeWindow;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Shortcut;
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
        narrow = ConvModule.declare(
                scope.child("conv1"), in, width, stage.inflation().narrowing());
        look = ConvModule.declare(
                scope.child("conv2"),
                width,
                width,
                new VolumeWindow(1, 3, stride.temporalStride(), stride.spatialStride()));
        // as in the reference, a block starts as its shortcut alone
        widen = ConvModule.convNorm(scope.child("conv3"), width, out, Conv3d.POINTWISE, 0);
        shortcut = order == 0 && (in != out || !stride.equals(Conv3d.POINTWISE))
                ? Shortcut.through(ConvModule.convNorm(scope.child("downsample"), in, out, stride, 1))
                : Shortcut.IDENTITY;
    }

    /**
     * Runs the block.
     *
     * @shape (N, in, T, H, W) to (N, out, T / stride, H / stride, W / stride), rounded up
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray narrowed = narrow.forward(input, weights);
        NDArray seen = then(narrowed, look.forward(narrowed, weights));
        NDArray output = then(seen, widen.forward(seen, weights));
        shortcut.addTo(output, input, weights);
        return ConvModule.rectified(output);
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        OnnxValue seen = look.export(narrow.export(input, graph), graph);
        return shortcut.export(widen.export(seen, graph), input, graph).relu();
    }
}
