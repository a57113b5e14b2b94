package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Relu;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.model.onnx.OnnxWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The multi-scale temporal unit: six branches that look at frames 1 to 4 apart, at their maximum, and at single
 * frames, joined and mixed.
 *
 * @param dropout fraction of its output that training drops
 * @param midChannels width of each branch as a fraction of the unit's; 0 shares it evenly, the first taking what is left
 * @source mmaction/models/utils/gcn_utils.py, mstcn with its default ms_cfg
 */
public record MSTCN(double dropout, double midChannels) implements TemporalUnit {
    private static final int DILATIONS = 4;
    private static final int BRANCHES = DILATIONS + 2;

    /**
     * Checks the width of the branches.
     *
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    public MSTCN {
        if (!(midChannels >= 0 && midChannels <= 1)) {
            throw new IllegalArgumentException("tcn-mid-channels is " + midChannels + " for mstcn, expected 0 to 1");
        }
    }

    @Override
    public Layer declare(Weights.Scope scope, int channels, int stride) {
        return new Branches(scope, channels, stride, midChannels);
    }

    @Override
    public String toString() {
        return "TemporalUnit[kind=MSTCN, dropout=" + dropout + ", midChannels=" + midChannels + "]";
    }

    private static final class Branches implements Layer {
        private final List<ConvNorm> reductions = new ArrayList<>();
        private final List<Layer> windows = new ArrayList<>();
        private final Layer single;
        private final Layer transform;

        Branches(Weights.Scope scope, int channels, int stride, double ratio) {
            int width = ratio == 0 ? channels / BRANCHES : (int) (channels * ratio);
            int first = ratio == 0 ? channels - (BRANCHES - 1) * width : width;
            if (width < 1) {
                throw new IllegalArgumentException(
                        "the branches of an mstcn of " + channels
                                + " channels have none, expected at least 1: change model.base-channels or model.tcn-mid-channels");
            }
            int joined = first + (BRANCHES - 1) * width;
            Weights.Scope names = scope.child("branches");
            for (int i = 0; i < DILATIONS; i++) {
                int branch = i == 0 ? first : width;
                Conv2d.FrameWindow window = new Conv2d.FrameWindow(3, stride, i + 1);
                reductions.add(reduce(names.child(i), channels, branch));
                windows.add(UnitTCN.convolution(names.child(i).child(3), branch, branch, window));
            }
            reductions.add(reduce(names.child(DILATIONS), channels, width));
            windows.add(new FrameMaximum(stride));
            Conv2d.FrameWindow frame = new Conv2d.FrameWindow(1, stride, 1);
            single = Conv2d.declare(names.child(DILATIONS + 1), channels, width, frame, Conv2d.FirstValues.DEFAULT);
            Weights.Scope mixing = scope.child("transform");
            BatchNorm norm = BatchNorm.declare(mixing.child(0), joined);
            Conv2d mix =
                    Conv2d.declare(mixing.child(2), joined, channels, Conv2d.POINTWISE, Conv2d.FirstValues.DEFAULT);
            transform = Layer.sequence(
                    List.of(norm, new Relu(), new ConvNorm(mix, BatchNorm.declare(scope.child("bn"), channels))));
        }

        private static ConvNorm reduce(Weights.Scope scope, int in, int out) {
            return new ConvNorm(
                    Conv2d.declare(scope.child(0), in, out, Conv2d.POINTWISE, Conv2d.FirstValues.DEFAULT),
                    BatchNorm.declare(scope.child(1), out));
        }

        /**
         * Runs the branches.
         *
         * @shape (N, C, T, V) to (N, C, T / stride rounded up, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            try (NDList reduced = ConvNorm.together(this, reductions, input, weights);
                    NDList outputs = new NDList()) {
                for (int i = 0; i < windows.size(); i++) {
                    NDArray active = Torch.relu(reduced.get(i));
                    outputs.add(then(active, windows.get(i).forward(active, weights)));
                }
                outputs.add(single.forward(input, weights));
                NDArray joined = NDArrays.concat(outputs, 1);
                return then(joined, transform.forward(joined, weights));
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            List<OnnxValue> outputs = new ArrayList<>();
            for (int i = 0; i < windows.size(); i++) {
                OnnxValue active = reductions.get(i).export(input, graph).relu();
                outputs.add(windows.get(i).export(active, graph));
            }
            outputs.add(single.export(input, graph));
            return transform.export(OnnxValue.concat(1, outputs), graph);
        }
    }

    /** The maximum over a frame and its neighbours. */
    private record FrameMaximum(int stride) implements Layer {
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            return Torch.maxPool3(input, stride);
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            return input.maxPool(new OnnxWindow(List.of(3L, 1L), List.of((long) stride, 1L), List.of(1L, 0L)));
        }
    }
}
