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
 * A residual block: the first convolution widens, the second looks at neighbours of each channel by itself, the third
 * narrows. The second is not rectified.
 *
 * @source pyskl/models/cnns/x3d.py, BlockX3D
 */
final class BlockX3D implements Layer {
    private final Shortcut shortcut;
    private final Layer widen;
    private final Layer look;
    private final Layer narrow;

    /**
     * Declares the weights.
     *
     * @param in channels of its input
     * @param width channels inside
     * @param out channels of its output
     * @param stride rows and columns of its input for each of its output
     */
    BlockX3D(Weights.Scope scope, int in, int width, int out, int stride) {
        shortcut = in != out || stride != 1
                ? Shortcut.through(
                        ConvModule.convNorm(scope.child("downsample"), in, out, new VolumeWindow(1, 1, 1, stride), 1))
                : Shortcut.IDENTITY;
        widen = ConvModule.declare(scope.child("conv1"), in, width, Conv3d.POINTWISE);
        look = ConvModule.depthwise(scope.child("conv2"), width, new VolumeWindow(3, 3, 1, stride));
        // as in the reference, a block starts as its shortcut alone
        narrow = ConvModule.convNorm(scope.child("conv3"), width, out, Conv3d.POINTWISE, 0);
    }

    /**
     * Runs the block.
     *
     * @shape (N, in, T, H, W) to (N, out, T, H / stride, W / stride), rounded up
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray widened = widen.forward(input, weights);
        NDArray seen = then(widened, look.forward(widened, weights));
        NDArray output = then(seen, narrow.forward(seen, weights));
        shortcut.addTo(output, input, weights);
        return ConvModule.rectified(output);
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        OnnxValue seen = look.export(widen.export(input, graph), graph);
        return shortcut.export(narrow.export(seen, graph), input, graph).relu();
    }
}
