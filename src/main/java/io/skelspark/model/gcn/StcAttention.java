package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Linear;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.model.onnx.OnnxWindow;
import java.util.List;

/**
 * The attention that weighs joints, then frames, then channels, each by a factor between 1 and 2.
 *
 * @source mmaction/models/utils/gcn_utils.py, the attention of unit_aagcn
 */
final class StcAttention implements Layer {
    private static final int FRAMES = 9;
    private static final int REDUCTION = 2;

    private final AxisConv frames;
    private final AxisConv joints;
    private final Linear squeeze;
    private final Linear excite;

    StcAttention(Weights.Scope scope, int channels, int jointCount) {
        int width = jointCount % 2 == 1 ? jointCount : jointCount - 1;
        frames = AxisConv.declare(scope.child("conv_ta"), channels, FRAMES, 2, Initializer.constant(0));
        // Xavier's normal distribution for one output channel
        double deviation = Math.sqrt(2.0 / ((double) (channels + 1) * width));
        joints = AxisConv.declare(scope.child("conv_sa"), channels, width, 3, Initializer.normal(deviation));
        int narrow = channels / REDUCTION;
        squeeze = Linear.declare(scope.child("fc1c"), channels, narrow, Initializer.normal(Math.sqrt(2.0 / channels)));
        excite = Linear.declare(scope.child("fc2c"), narrow, channels, Initializer.constant(0));
    }

    /**
     * A convolution along one axis, from all channels to a single one, of features averaged over the other axis.
     *
     * @param weight (1, C, k)
     * @param bias (1)
     * @param kernel places in the window
     * @param axis 2 for frames, 3 for joints
     */
    private record AxisConv(Weight weight, Weight bias, int kernel, int axis) implements Layer {
        static AxisConv declare(Weights.Scope scope, int channels, int kernel, int axis, Initializer initial) {
            return new AxisConv(
                    scope.parameter("weight", initial, 1, channels, kernel),
                    scope.parameter("bias", Initializer.constant(0), 1),
                    kernel,
                    axis);
        }

        private int otherAxis() {
            return axis == 2 ? 3 : 2;
        }

        /**
         * Averages and convolves.
         *
         * @shape (N, C, T, V) to (N, 1, T, 1) or (N, 1, 1, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            int other = otherAxis();
            try (NDArray mean = input.mean(new int[] {other}, true);
                    NDArray values = weights.get(weight).expandDims(other)) {
                NDArray output = JniUtils.convolution(
                        (PtNDArray) mean,
                        (PtNDArray) values,
                        (PtNDArray) weights.get(bias),
                        new Shape(1, 1),
                        axis == 2 ? new Shape(kernel / 2, 0) : new Shape(0, kernel / 2),
                        new Shape(1, 1),
                        1);
                weights.meter().count(Meter.Operator.CONVOLUTION, values.size() * output.size());
                return output;
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            int other = otherAxis();
            return input.mean(other)
                    .unsqueeze(other)
                    .conv(
                            graph.weight(weight.position()).unsqueeze(other),
                            graph.weight(bias.position()),
                            new OnnxWindow(along(kernel, 1), List.of(1L, 1L), along(kernel / 2, 0)));
        }

        private List<Long> along(long size, long across) {
            return axis == 2 ? List.of(size, across) : List.of(across, size);
        }
    }

    /**
     * Weighs the features.
     *
     * @shape (N, C, T, V) to the same
     */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        NDArray byJoint = weigh(input, joints.forward(input, weights));
        NDArray byFrame = then(byJoint, weigh(byJoint, frames.forward(byJoint, weights)));
        return then(byFrame, weigh(byFrame, channels(byFrame, weights)));
    }

    /**
     * Returns the logits of the channels.
     *
     * @shape (N, C, T, V) to (N, C, 1, 1)
     */
    private NDArray channels(NDArray input, BoundWeights weights) {
        try (NDArray cells = input.flatten(2, 3);
                NDArray mean = cells.mean(new int[] {2});
                NDArray squeezed = squeeze.forward(mean, weights);
                NDArray rectified = Torch.relu(squeezed);
                NDArray excited = excite.forward(rectified, weights)) {
            return excited.reshape(new Shape(excited.getShape().getShape()).add(1, 1));
        }
    }

    private static NDArray weigh(NDArray input, NDArray logits) {
        try (logits;
                NDArray weight = Torch.sigmoid(logits);
                NDArray weighed = input.mul(weight)) {
            return weighed.add(input);
        }
    }

    @Override
    public OnnxValue export(OnnxValue input, OnnxGraph graph) {
        OnnxValue byJoint = weigh(input, joints.export(input, graph));
        OnnxValue byFrame = weigh(byJoint, frames.export(byJoint, graph));
        OnnxValue squeezed = squeeze.export(byFrame.mean(2, 3), graph).relu();
        return weigh(byFrame, excite.export(squeezed, graph).unsqueeze(2).unsqueeze(3));
    }

    private static OnnxValue weigh(OnnxValue input, OnnxValue logits) {
        return input.mul(logits.sigmoid()).add(input);
    }
}
