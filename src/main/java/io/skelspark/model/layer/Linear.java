package io.skelspark.model.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/**
 * A linear layer with a bias.
 *
 * @param weight (out, in)
 * @param bias (out)
 */
public record Linear(Weight weight, Weight bias) implements Layer {
    /** Declares the weights; the bias starts as 0. */
    public static Linear declare(Weights.Scope scope, int in, int out, Initializer initial) {
        return new Linear(
                scope.parameter("weight", initial, out, in), scope.parameter("bias", Initializer.constant(0), out));
    }

    /**
     * Multiplies and shifts.
     *
     * @shape (N, in) to (N, out)
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray values = weights.get(weight);
        weights.meter().count(Meter.Operator.LINEAR, input.getShape().get(0) * values.size());
        return JniUtils.linear((PtNDArray) input, (PtNDArray) values, (PtNDArray) weights.get(bias));
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return input.linear(graph.weight(weight.position()), graph.weight(bias.position()));
    }
}
