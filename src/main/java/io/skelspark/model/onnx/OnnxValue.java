package io.skelspark.model.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A value that a graph computes: an activation, a weight or what is computed from them. Each method adds an operator to the
 * graph and returns its output. Axes count from 0.
 */
public final class OnnxValue {
    private final OnnxGraph graph;
    private final String name;

    OnnxValue(OnnxGraph graph, String name) {
        this.graph = graph;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Sums; the smaller one is repeated. */
    public OnnxValue add(OnnxValue other) {
        return graph.node("Add", List.of(this, other));
    }

    /** Subtracts value by value; the smaller one is repeated. */
    public OnnxValue sub(OnnxValue other) {
        return graph.node("Sub", List.of(this, other));
    }

    /** Multiplies value by value; the smaller one is repeated. */
    public OnnxValue mul(OnnxValue other) {
        return graph.node("Mul", List.of(this, other));
    }

    /** Divides value by value; the smaller one is repeated. */
    public OnnxValue div(OnnxValue other) {
        return graph.node("Div", List.of(this, other));
    }

    /** Rectifies. */
    public OnnxValue relu() {
        return graph.node("Relu", List.of(this));
    }

    /** Computes the hyperbolic tangent. */
    public OnnxValue tanh() {
        return graph.node("Tanh", List.of(this));
    }

    /** Computes the logistic function. */
    public OnnxValue sigmoid() {
        return graph.node("Sigmoid", List.of(this));
    }

    /** Computes the softmax along an axis. */
    public OnnxValue softmax(long axis) {
        return graph.node("Softmax", List.of(this), integer("axis", axis));
    }

    /**
     * Multiplies matrices, which lie on the last two axes; the other axes are repeated where one side has a single place.
     *
     * @shape (..., I, J) and (..., J, K) to (..., I, K)
     */
    public OnnxValue matMul(OnnxValue other) {
        return graph.node("MatMul", List.of(this, other));
    }

    /**
     * Multiplies by the transpose of a matrix and shifts.
     *
     * @shape (N, in), (out, in) and (out) to (N, out)
     */
    public OnnxValue linear(OnnxValue weight, OnnxValue bias) {
        return graph.node("Gemm", List.of(this, weight, bias), integer("transB", 1));
    }

    /**
     * Convolves.
     *
     * @shape (N, in, ...), (out, in, ...) and (out) to (N, out, ...)
     */
    public OnnxValue conv(OnnxValue weight, @Nullable OnnxValue bias, OnnxWindow window) {
        return conv(weight, bias, window, 1);
    }

    /**
     * Convolves groups of channels, each by itself.
     *
     * @shape (N, in, ...), (out, in / groups, ...) and (out) to (N, out, ...)
     */
    public OnnxValue conv(OnnxValue weight, @Nullable OnnxValue bias, OnnxWindow window, int groups) {
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                integers("kernel_shape", window.kernel()),
                integers("strides", window.stride()),
                pads(window),
                integers("dilations", window.dilation())));
        if (groups > 1) {
            attributes.add(integer("group", groups));
        }
        return graph.node(
                "Conv",
                bias == null ? List.of(this, weight) : List.of(this, weight, bias),
                attributes.toArray(AttributeProto[]::new));
    }

    /**
     * Takes the maximum of each window; places that are added do not count.
     *
     * @shape (N, C, ...) to the same axes
     */
    public OnnxValue maxPool(OnnxWindow window) {
        return graph.node(
                "MaxPool",
                List.of(this),
                integers("kernel_shape", window.kernel()),
                integers("strides", window.stride()),
                pads(window),
                integers("dilations", window.dilation()));
    }

    /**
     * Takes the average of each window.
     *
     * @shape (N, C, ...) to the same axes
     */
    public OnnxValue averagePool(OnnxWindow window) {
        return graph.node(
                "AveragePool",
                List.of(this),
                integers("kernel_shape", window.kernel()),
                integers("strides", window.stride()),
                pads(window));
    }

    /**
     * Normalises each channel with given statistics, then scales and shifts it.
     *
     * @param epsilon is added to the variance
     * @shape (N, C, ...) and (C) four times to (N, C, ...)
     */
    public OnnxValue batchNorm(OnnxValue scale, OnnxValue shift, OnnxValue mean, OnnxValue variance, double epsilon) {
        return graph.node(
                "BatchNormalization",
                List.of(this, scale, shift, mean, variance),
                attribute("epsilon", AttributeProto.AttributeType.FLOAT)
                        .setF((float) epsilon)
                        .build());
    }

    /** Averages over axes, which the result lacks. */
    public OnnxValue mean(long... axes) {
        return graph.node(
                "ReduceMean",
                List.of(this),
                integers("axes", Arrays.stream(axes).boxed().toList()),
                integer("keepdims", 0));
    }

    /** Sums over an axis, which stays with a single place. */
    public OnnxValue sum(long axis) {
        return graph.node("ReduceSum", List.of(this, graph.integers(axis)));
    }

    /**
     * Gives the values other axes, in the same order.
     *
     * @param sizes 0 is the size that the axis has, -1, once, that of all values which are left
     */
    public OnnxValue reshape(long... sizes) {
        return reshape(graph.integers(sizes));
    }

    /** Gives the values axes of computed sizes. */
    public OnnxValue reshape(OnnxValue sizes) {
        return graph.node("Reshape", List.of(this, sizes));
    }

    /** Adds an axis of size 1. */
    public OnnxValue unsqueeze(long axis) {
        return graph.node("Unsqueeze", List.of(this, graph.integers(axis)));
    }

    /** Gives the axes another order. */
    public OnnxValue transpose(long... axes) {
        return graph.node(
                "Transpose",
                List.of(this),
                integers("perm", Arrays.stream(axes).boxed().toList()));
    }

    /** Returns the places of an axis from a first one to one that is left out. */
    public OnnxValue slice(long axis, long from, long to) {
        return every(axis, from, to, 1);
    }

    /**
     * Takes each step-th place of an axis.
     *
     * @param to place after the last; below 0 it counts from the end of the axis
     */
    public OnnxValue every(long axis, long from, long to, long step) {
        return graph.node(
                "Slice",
                List.of(this, graph.integers(from), graph.integers(to), graph.integers(axis), graph.integers(step)));
    }

    /**
     * Adds zeros.
     *
     * @param places that are added before and after the values, for each axis
     */
    public OnnxValue pad(long... places) {
        return graph.node(
                "Pad",
                List.of(
                        this,
                        graph.integers(LongStream.concat(Arrays.stream(places), Arrays.stream(places))
                                .toArray())));
    }

    /** Returns the sizes of axes from a first one to one that is left out, as integers. */
    public OnnxValue sizes(long from, long to) {
        return graph.node("Shape", List.of(this), integer("start", from), integer("end", to));
    }

    /** Returns integers as float32. */
    public OnnxValue real() {
        return graph.node("Cast", List.of(this), integer("to", TensorProto.DataType.FLOAT_VALUE));
    }

    /** Joins values, of which there is at least one, along an axis. */
    public static OnnxValue concat(long axis, List<OnnxValue> parts) {
        return parts.get(0).graph.node("Concat", parts, integer("axis", axis));
    }

    private static AttributeProto pads(OnnxWindow window) {
        List<Long> bothEnds = new ArrayList<>(window.padding());
        bothEnds.addAll(window.padding());
        return integers("pads", bothEnds);
    }

    private static AttributeProto integer(String name, long value) {
        return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
    }

    private static AttributeProto integers(String name, List<Long> values) {
        return attribute(name, AttributeProto.AttributeType.INTS)
                .addAllInts(values)
                .build();
    }

    private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
