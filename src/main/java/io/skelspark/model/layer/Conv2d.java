package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.model.onnx.OnnxWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution over frames with a bias, kernel (k, 1), padded so that stride 1 keeps the length.
 *
 * @param weight (out, in, k, 1)
 * @param bias (out)
 * @param window the window over the frames
 */
public record Conv2d(Weight weight, Weight bias, FrameWindow window) implements Convolution {
    /** The window of a single frame. */
    public static final FrameWindow POINTWISE = new FrameWindow(1, 1, 1);

    /**
     * A window over the frames.
     *
     * @param kernel number of frames in the window
     * @param stride frames between windows
     * @param dilation frames between those in the window
     */
    public record FrameWindow(int kernel, int stride, int dilation) {
        int padding() {
            return (kernel - 1) * dilation / 2;
        }

        OnnxWindow exported() {
            return new OnnxWindow(
                    List.of((long) kernel, 1L),
                    List.of((long) stride, 1L),
                    List.of((long) padding(), 0L),
                    List.of((long) dilation, 1L));
        }
    }

    /** The distribution of the first weights. */
    public enum FirstValues {
        /** Weights and bias uniform in +-1 / sqrt(fan-in), as the framework starts them. */
        DEFAULT,
        /** Normal weights with variance 2 / fan-out, bias 0. */
        KAIMING_NORMAL
    }

    /** Declares the weights. */
    public static Conv2d declare(Weights.Scope scope, int in, int out, FrameWindow window, FirstValues start) {
        double bound = 1 / Math.sqrt(in * window.kernel);
        boolean uniform = start == FirstValues.DEFAULT;
        Initializer initial =
                uniform ? Initializer.uniform(bound) : Initializer.normal(Math.sqrt(2.0 / (out * window.kernel)));
        return new Conv2d(
                scope.parameter("weight", initial, out, in, window.kernel, 1),
                scope.parameter("bias", uniform ? Initializer.uniform(bound) : Initializer.constant(0), out),
                window);
    }

    @Override
    public NDList kernel(BoundWeights weights) {
        return new NDList(weights.get(weight), weights.get(bias));
    }

    /**
     * Convolves with these values.
     *
     * @shape (N, in, T, V) to (N, out, floor((T - 1) / stride) + 1, V)
     */
    @Override
    public NDArray apply(NDArray input, NDArray values, @Nullable NDArray shift, BoundWeights weights) {
        FourierConv fourier = FourierConv.ifFaster(input, values.getShape(), window);
        if (fourier == null) {
            return apply(input, values, shift, window, 1, weights);
        }
        NDList operators = weights.derived(List.of(this, fourier), () -> fourier.operators(values));
        try (NDArray convolved = fourier.apply(input, operators)) {
            NDArray output = weights.mode().stored(convolved);
            count(values, output, weights);
            if (shift != null) {
                try (NDArray perChannel = shift.reshape(1, -1, 1, 1)) {
                    output.addi(perChannel);
                }
            }
            return output;
        }
    }

    /**
     * Convolves with a window of any kind.
     *
     * @param groups parts of the channels that are convolved apart
     */
    static NDArray apply(
            NDArray input,
            NDArray values,
            @Nullable NDArray shift,
            FrameWindow window,
            int groups,
            BoundWeights weights) {
        NDArray output = JniUtils.convolution(
                (PtNDArray) input,
                (PtNDArray) values,
                (PtNDArray) shift,
                new Shape(window.stride, 1),
                new Shape(window.padding(), 0),
                new Shape(window.dilation, 1),
                groups);
        count(values, output, weights);
        return output;
    }

    private static void count(NDArray values, NDArray output, BoundWeights weights) {
        long places = output.size() / output.getShape().get(1);
        weights.meter().count(Meter.Operator.CONVOLUTION, values.size() * places);
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return input.conv(graph.weight(weight.position()), graph.weight(bias.position()), window.exported());
    }
}
