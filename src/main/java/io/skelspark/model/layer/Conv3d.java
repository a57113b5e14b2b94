package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.model.onnx.OnnxWindow;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution over frames and images without a bias, padded so that stride 1 keeps the size. The channels of its input and
 * output are split into as many groups, each convolved by itself.
 *
 * @param weight (out, in / groups, kernel over frames, kernel over rows, kernel over columns)
 * @param window the window
 * @param groups number of groups
 */
public record Conv3d(Weight weight, VolumeWindow window, int groups) implements Convolution {
    /** The window of a single place. */
    public static final VolumeWindow POINTWISE = new VolumeWindow(1, 1, 1, 1);

    /** Number of rows of an image from which, in training, the order with channels last is worth its copies. */
    private static final int WIDE = 48;

    /**
     * A window over frames and images.
     *
     * @param frames number of frames in the window
     * @param side rows and columns of the window
     * @param temporalStride frames between windows
     * @param spatialStride rows, and columns, between windows
     */
    public record VolumeWindow(int frames, int side, int temporalStride, int spatialStride) {
        Shape kernel() {
            return new Shape(frames, side, side);
        }

        Shape stride() {
            return new Shape(temporalStride, spatialStride, spatialStride);
        }

        Shape padding() {
            return new Shape((frames - 1) / 2, (side - 1) / 2, (side - 1) / 2);
        }

        OnnxWindow exported() {
            return new OnnxWindow(sizes(kernel()), sizes(stride()), sizes(padding()));
        }

        private static List<Long> sizes(Shape shape) {
            return Arrays.stream(shape.getShape()).boxed().toList();
        }

        /** Returns this window without its strides along axes on which it is 1 wide: {@link #seen} applies them. */
        VolumeWindow dense() {
            return new VolumeWindow(frames, side, frames == 1 ? 1 : temporalStride, side == 1 ? 1 : spatialStride);
        }

        /** Returns the places of an input that the windows see along these axes. */
        NDArray seen(NDArray input) {
            VolumeWindow dense = dense();
            return Torch.every(temporalStride / dense.temporalStride, spatialStride / dense.spatialStride, input);
        }
    }

    /** Declares the weights; they start as normal values with variance 2 / fan-out. */
    public static Conv3d declare(Weights.Scope scope, int in, int out, VolumeWindow window) {
        return declare(scope, in, out, window, 1);
    }

    /** Declares the weights of a convolution of each channel by itself; they start as if each output had all inputs. */
    public static Conv3d depthwise(Weights.Scope scope, int channels, VolumeWindow window) {
        return declare(scope, 1, channels, window, channels);
    }

    private static Conv3d declare(Weights.Scope scope, int inOfGroup, int out, VolumeWindow window, int groups) {
        Initializer initial =
                Initializer.normal(Math.sqrt(2.0 / (out * window.kernel().size())));
        return new Conv3d(
                scope.parameter("weight", initial, out, inOfGroup, window.frames, window.side, window.side),
                window,
                groups);
    }

    @Override
    public NDList kernel(BoundWeights weights) {
        return new NDList(weights.get(weight));
    }

    /**
     * Convolves in two dimensions where that is the same: the library's kernels for two are up to twice as fast as those for
     * three.
     *
     * @shape (N, in, T, H, W) to (N, out, floor((T - 1) / stride) + 1, ...)
     */
    @Override
    public NDArray apply(NDArray input, NDArray values, @Nullable NDArray shift, BoundWeights weights) {
        VolumeWindow dense = window.dense();
        if (!dense.equals(window)) {
            try (NDArray seen = window.seen(input)) {
                return new Conv3d(weight, dense, groups).apply(seen, values, shift, weights);
            }
        }
        boolean images = window.frames == 1 && window.temporalStride == 1;
        NDArray output;
        if (images && weights.mode() == PassMode.EVALUATION) {
            output = frameByFrame(input, values, shift);
        } else if (images && window.side > 1 && input.getShape().get(3) >= WIDE) {
            output = Torch.throughChannelsLast(input, volumes -> frameByFrame(volumes, values, shift));
        } else if (window.side == 1 && window.spatialStride == 1) {
            output = overFrames(input, values, shift, weights.mode());
        } else if (groups > 1 && weights.mode() == PassMode.TRAINING) {
            output = channelsLast(input, values, shift);
        } else {
            output = convolve(input, values, shift, window.stride(), window.padding());
        }
        long places = output.size() / output.getShape().get(1);
        weights.meter().count(Meter.Operator.CONVOLUTION, values.size() * places);
        return output;
    }

    /**
     * Convolves with all places of an image on one axis. The stride that an operation leaves for the axis of a single sample
     * has no meaning, but makes the library take values with channels last for another order, and copy them. Storing the
     * values again, which does not copy them, corrects the stride.
     */
    private NDArray overFrames(NDArray input, NDArray values, @Nullable NDArray shift, PassMode mode) {
        Shape shape = input.getShape();
        try (NDArray flat = input.reshape(shape.slice(0, 3).add(shape.get(3) * shape.get(4)));
                NDArray places = mode.stored(flat);
                NDArray kernel = values.reshape(values.getShape().slice(0, 4));
                NDArray output = convolve(
                        places,
                        kernel,
                        shift,
                        window.stride().slice(0, 2),
                        window.padding().slice(0, 2))) {
            return output.reshape(output.getShape().slice(0, 3).addAll(shape.slice(3)));
        }
    }

    /** Convolves with channels last: the backward pass of groups is then up to twice as fast, in spite of the copies. */
    private NDArray channelsLast(NDArray input, NDArray values, @Nullable NDArray shift) {
        try (NDArray stored = Torch.channelsLast(input);
                NDArray output = convolve(stored, values, shift, window.stride(), window.padding())) {
            return Torch.contiguous(output);
        }
    }

    /** Convolves each frame as an image of its own. Channels must lie last in memory, otherwise this copies. */
    private NDArray frameByFrame(NDArray input, NDArray values, @Nullable NDArray shift) {
        Shape kernel = values.getShape().slice(0, 2).addAll(values.getShape().slice(3));
        try (NDArray flat = values.reshape(kernel)) {
            Shape stride = window.stride().slice(1);
            Shape padding = window.padding().slice(1);
            return Torch.frameByFrame(input, images -> convolve(images, flat, shift, stride, padding));
        }
    }

    private NDArray convolve(NDArray input, NDArray values, @Nullable NDArray shift, Shape stride, Shape padding) {
        long[] dilation = new long[stride.dimension()];
        Arrays.fill(dilation, 1);
        return JniUtils.convolution(
                (PtNDArray) input, (PtNDArray) values, (PtNDArray) shift, stride, padding, new Shape(dilation), groups);
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return input.conv(graph.weight(weight.position()), null, window.exported(), groups);
    }
}
