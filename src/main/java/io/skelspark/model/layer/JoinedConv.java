package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pointwise convolutions that run as one, which is faster. Their weights keep their own names and places. */
public final class JoinedConv implements Convolution {
    private final List<Conv2d> parts;
    private final int axis;

    private JoinedConv(List<Conv2d> parts, int axis) {
        this.parts = List.copyOf(parts);
        this.axis = axis;
    }

    /**
     * Joins convolutions of one input; their outputs follow one another.
     *
     * @shape (N, in, T, V) to (N, K * out, T, V)
     */
    public static JoinedConv sideBySide(List<Conv2d> parts) {
        return new JoinedConv(parts, 0);
    }

    /**
     * Joins convolutions of their own channels of the input; their outputs are summed.
     *
     * @shape (N, K * in, T, V) to (N, out, T, V)
     */
    public static JoinedConv sum(List<Conv2d> parts) {
        return new JoinedConv(parts, 1);
    }

    @Override
    public NDList kernel(BoundWeights weights) {
        return weights.derived(this, () -> {
            NDList kernels = list(parts.stream().map(Conv2d::weight).toList(), weights);
            NDList shifts = list(parts.stream().map(Conv2d::bias).toList(), weights);
            NDArray shift = axis == 0 ? NDArrays.concat(shifts, 0) : NDArrays.add(shifts.toArray(NDArray[]::new));
            return new NDList(NDArrays.concat(kernels, axis), shift);
        });
    }

    @Override
    public NDArray apply(NDArray input, NDArray values, @Nullable NDArray shift, BoundWeights weights) {
        return Conv2d.apply(input, values, shift, Conv2d.POINTWISE, weights);
    }

    private static NDList list(List<Weight> parts, BoundWeights weights) {
        NDList values = new NDList();
        parts.forEach(part -> values.add(weights.get(part)));
        return values;
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        List<OnnxValue> shifts = exported(Conv2d::bias, graph);
        return input.conv(
                OnnxValue.concat(axis, exported(Conv2d::weight, graph)),
                axis == 0
                        ? OnnxValue.concat(0, shifts)
                        : shifts.stream().reduce(OnnxValue::add).orElseThrow(),
                Conv2d.POINTWISE.exported());
    }

    private List<OnnxValue> exported(Function<Conv2d, Weight> weight, OnnxGraph graph) {
        return parts.stream()
                .map(part -> graph.weight(weight.apply(part).position()))
                .toList();
    }
}
