package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * A layer that normalises each channel over the batch and all other axes, then scales and shifts it.
 *
 * @param weight scale (C)
 * @param bias shift (C)
 * @param mean running mean (C)
 * @param variance running variance (C)
 */
public record BatchNorm(Weight weight, Weight bias, Weight mean, Weight variance) implements Layer {
    static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    /** Declares the weights; the scale starts as 1. */
    public static BatchNorm declare(Weights.Scope scope, int channels) {
        return declare(scope, channels, 1);
    }

    /** Declares the weights with a first value of the scale. */
    public static BatchNorm declare(Weights.Scope scope, int channels, float scale) {
        BatchNorm norm = new BatchNorm(
                scope.parameter("weight", Initializer.constant(scale), channels),
                scope.parameter("bias", Initializer.constant(0), channels),
                scope.buffer("running_mean", Initializer.constant(0), channels),
                scope.buffer("running_var", Initializer.constant(1), channels));
        scope.counter("num_batches_tracked");
        return norm;
    }

    /**
     * Normalises.
     *
     * @shape (N, C, ...) to the same
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        weights.meter().count(Meter.Operator.BATCH_NORM, 2 * input.size());
        return JniUtils.batchNorm(
                (PtNDArray) input,
                (PtNDArray) weights.get(mean),
                (PtNDArray) weights.get(variance),
                (PtNDArray) weights.get(weight),
                (PtNDArray) weights.get(bias),
                weights.mode() == PassMode.TRAINING,
                MOMENTUM,
                EPSILON);
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return input.batchNorm(
                graph.weight(weight.position()),
                graph.weight(bias.position()),
                graph.weight(mean.position()),
                graph.weight(variance.position()),
                EPSILON);
    }
}
