package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.model.onnx.OnnxWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of MS-G3D that carries features over the joints of a window of frames at once, for windows of several lengths,
 * summed.
 *
 * @source pyskl/models/gcns/utils/msg3d_utils.py, MW_MSG3DBlock
 */
final class G3DWindows implements Layer {
    private final List<Layer> paths;

    private G3DWindows(List<Layer> paths) {
        this.paths = paths;
    }

    /**
     * The graph of a window.
     *
     * @param frames w, odd
     * @param scales of all its joints, frame after frame (scales, w * V, w * V)
     */
    record Graph(int frames, SharedGraph scales) {}

    /**
     * Declares the weights.
     *
     * @param inside channels between the graph and the convolution over the frames of a window
     * @param stride frames of the input between windows
     * @return a layer from (N, in, T, V) to (N, out, T / stride rounded up, V)
     */
    static Layer declare(Weights.Scope scope, List<Graph> windows, int in, int inside, int out, int stride) {
        List<Layer> paths = new ArrayList<>();
        for (Graph window : windows) {
            Weights.Scope names = scope.child(paths.size());
            paths.add(Layer.sequence(List.of(
                    new Unfold(window.frames, stride),
                    MSG3D.spatial(names.child("gcn3d").child(1), in, inside, window.scales),
                    Collapse.declare(names.child("out_conv"), inside, out, window),
                    BatchNorm.declare(names.child("out_bn"), out))));
        }
        return new G3DWindows(paths);
    }

    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray sum = paths.get(0).forward(input, weights);
        for (Layer path : paths.subList(1, paths.size())) {
            try (NDArray next = path.forward(input, weights)) {
                sum.addi(next);
            }
        }
        return sum;
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        return paths.stream()
                .map(path -> path.export(input, graph))
                .reduce(OnnxValue::add)
                .orElseThrow();
    }

    /**
     * The joints of each window side by side, frame after frame; frames before the first and after the last are 0.
     *
     * @param frames w of a window
     * @param stride frames between windows
     */
    private record Unfold(int frames, int stride) implements Layer {
        /**
         * Copies.
         *
         * @shape (N, C, T, V) to (N, C, T', w * V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            long windows = (input.getShape().get(2) - 1) / stride + 1;
            long half = frames / 2;
            try (NDArray padded = JniUtils.pad((PtNDArray) input, new long[] {0, 0, half, half}, 0);
                    NDList places = new NDList()) {
                for (int frame = 0; frame < frames; frame++) {
                    long end = frame + (windows - 1) * stride + 1;
                    places.add(JniUtils.slice((PtNDArray) padded, 2, frame, end, stride));
                }
                return NDArrays.concat(places, 3);
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue padded = input.pad(0, 0, frames / 2, 0);
            List<OnnxValue> places = new ArrayList<>();
            for (int frame = 0; frame < frames; frame++) {
                long end = frame == frames - 1 ? Long.MAX_VALUE : frame - frames + 1L;
                places.add(padded.every(2, frame, end, stride));
            }
            return OnnxValue.concat(3, places);
        }
    }

    /**
     * A convolution that takes the frames of a window to one.
     *
     * @param weight (out, in, 1, w, 1)
     * @param bias (out)
     * @param joints V
     */
    private record Collapse(Weight weight, Weight bias, int in, int out, int frames, int joints) implements Layer {
        static Collapse declare(Weights.Scope scope, int in, int out, Graph window) {
            int frames = window.frames;
            Initializer uniform = Initializer.uniform(1 / Math.sqrt(in * frames));
            return new Collapse(
                    scope.parameter("weight", uniform, out, in, 1, frames, 1),
                    scope.parameter("bias", uniform, out),
                    in,
                    out,
                    frames,
                    window.scales.joints() / frames);
        }

        /**
         * Convolves.
         *
         * @shape (N, in, T, w * V) to (N, out, T, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            Shape shape = input.getShape();
            try (NDArray split = input.reshape(shape.slice(0, 3).add(frames, joints));
                    NDArray convolved = JniUtils.convolution(
                            (PtNDArray) split,
                            (PtNDArray) weights.get(weight),
                            (PtNDArray) weights.get(bias),
                            new Shape(1, 1, 1),
                            new Shape(0, 0, 0),
                            new Shape(1, 1, 1),
                            1)) {
                weights.meter()
                        .count(
                                Meter.Operator.CONVOLUTION,
                                weights.get(weight).size() * shape.get(0) * shape.get(2) * joints);
                NDArray output = convolved.reshape(shape.get(0), out, shape.get(2), joints);
                return then(output, weights.mode().stored(output));
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            return input.reshape(0, in, -1, frames, joints)
                    .conv(
                            graph.weight(weight.position()),
                            graph.weight(bias.position()),
                            new OnnxWindow(List.of(1L, (long) frames, 1L), List.of(1L, 1L, 1L), List.of(0L, 0L, 0L)))
                    .reshape(0, out, -1, joints);
        }
    }
}
