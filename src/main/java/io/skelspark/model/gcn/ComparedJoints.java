package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.JoinedConv;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;

/** The features that joints are compared by: convolutions of the mean over frames, one half for each side. */
final class ComparedJoints {
    private ComparedJoints() {}

    /**
     * Computes both sides.
     *
     * @param sides convolutions of one side, then those of the other
     * @return where features come from and where they arrive, each (N, 1, C, V) of an input (N, in, T, V)
     */
    static NDList of(NDArray input, JoinedConv sides, BoundWeights weights) {
        try (NDArray mean = input.mean(new int[] {2}, true);
                NDArray compared = sides.forward(mean, weights)) {
            Shape shape = compared.getShape();
            try (NDArray halves = compared.reshape(shape.get(0), 2, shape.get(1) / 2, shape.get(3))) {
                return halves.split(new long[] {1}, 1);
            }
        }
    }

    /**
     * Computes the hyperbolic tangent of how each joint differs from each other, in each channel.
     *
     * @shape two of (N, 1, C, V) to (N, C, V, V)
     */
    static NDArray differences(NDList sides) {
        Shape shape = sides.get(0).getShape();
        long joints = shape.get(3);
        try (NDArray from = sides.get(0).reshape(shape.get(0), shape.get(2), joints, 1);
                NDArray to = sides.get(1).reshape(shape.get(0), shape.get(2), 1, joints);
                NDArray difference = from.sub(to)) {
            return Torch.tanh(difference);
        }
    }

    /**
     * The two sides in a graph.
     *
     * @param from (N, C, 1, V)
     * @param to (N, C, 1, V)
     */
    record Exported(OnnxValue from, OnnxValue to) {
        static Exported of(OnnxValue input, JoinedConv sides, OnnxGraph graph) {
            OnnxValue compared = sides.export(input.mean(2).unsqueeze(2), graph);
            long half = sides.channels(graph) / 2;
            return new Exported(compared.slice(1, 0, half), compared.slice(1, half, 2 * half));
        }

        /** Adds the differences (N, C, V, V). */
        OnnxValue differences() {
            return from.transpose(0, 1, 3, 2).sub(to).tanh();
        }
    }
}
