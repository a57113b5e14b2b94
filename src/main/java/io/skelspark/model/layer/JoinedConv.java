package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pointwise convolutions that run as one, which is faster. Their weights keep their own names and places. */
public final class JoinedConv implements Convolution {
    private final List<Conv2d> parts;
    private final Kind kind;

    /** The way in which convolutions share input and output. */
    private enum Kind {
        /** One input, outputs that follow one another. */
        SIDE_BY_SIDE,
        /** Inputs of their own, summed outputs. */
        SUM,
        /** Inputs of their own, outputs that follow one another. */
        GROUPS
    }

    private JoinedConv(List<Conv2d> parts, Kind kind) {
        this.parts = List.copyOf(parts);
        this.kind = kind;
    }

    /**
     * Joins convolutions of one input; their outputs follow one another.
     *
     * @shape (N, in, T, V) to (N, K * out, T, V)
     */
    public static JoinedConv sideBySide(List<Conv2d> parts) {
        return new JoinedConv(parts, Kind.SIDE_BY_SIDE);
    }

    /**
     * Joins convolutions of their own channels of the input; their outputs are summed.
     *
     * @shape (N, K * in, T, V) to (N, out, T, V)
     */
    public static JoinedConv sum(List<Conv2d> parts) {
        return new JoinedConv(parts, Kind.SUM);
    }

    /**
     * Joins convolutions of their own channels of the input; their outputs follow one another.
     *
     * @shape (N, K * in, T, V) to (N, K * out, T, V)
     */
    public static JoinedConv groups(List<Conv2d> parts) {
        return new JoinedConv(parts, Kind.GROUPS);
    }

    @Override
    public NDList kernel(BoundWeights weights) {
        return weights.derived(this, () -> {
            NDList kernels = list(parts.stream().map(Conv2d::weight).toList(), weights);
            NDList shifts = list(parts.stream().map(Conv2d::bias).toList(), weights);
            return kind == Kind.SUM
                    ? new NDList(NDArrays.concat(kernels, 1), NDArrays.add(shifts.toArray(NDArray[]::new)))
                    : new NDList(NDArrays.concat(kernels, 0), NDArrays.concat(shifts, 0));
        });
    }

    @Override
    public NDArray apply(NDArray input, NDArray values, @Nullable NDArray shift, BoundWeights weights) {
        return Conv2d.apply(input, values, shift, Conv2d.POINTWISE, kind == Kind.GROUPS ? parts.size() : 1, weights);
    }

    private static NDList list(List<Weight> parts, BoundWeights weights) {
        NDList values = new NDList();
        parts.forEach(part -> values.add(weights.get(part)));
        return values;
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        if (kind == Kind.GROUPS) {
            return exportGroups(input, graph);
        }
        List<OnnxValue> shifts = exported(Conv2d::bias, graph);
        boolean sum = kind == Kind.SUM;
        return input.conv(
                OnnxValue.concat(sum ? 1 : 0, exported(Conv2d::weight, graph)),
                sum ? shifts.stream().reduce(OnnxValue::add).orElseThrow() : OnnxValue.concat(0, shifts),
                Conv2d.POINTWISE.exported());
    }

    /** Returns the number of channels of the output. */
    public long channels(OnnxGraph graph) {
        long out = graph.shape(parts.get(0).weight().position()).get(0);
        return kind == Kind.SUM ? out : out * parts.size();
    }

    private OnnxValue exportGroups(OnnxValue input, OnnxGraph graph) {
        List<OnnxValue> outputs = new ArrayList<>();
        for (Conv2d part : parts) {
            long in = graph.shape(part.weight().position()).get(1);
            OnnxValue channels = input.slice(1, outputs.size() * in, (outputs.size() + 1) * in);
            outputs.add(part.export(channels, graph));
        }
        return OnnxValue.concat(1, outputs);
    }

    private List<OnnxValue> exported(Function<Conv2d, Weight> weight, OnnxGraph graph) {
        return parts.stream()
                .map(part -> graph.weight(weight.apply(part).position()))
                .toList();
    }
}
