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
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.model.onnx.OnnxWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Branches of a temporal unit, side by side: all but the last narrow the input, rectify it, and look at neighbouring frames;
 * the last looks at single frames. Their outputs follow one another.
 */
final class TemporalBranches implements Layer {
    private final List<ConvNorm> reductions = new ArrayList<>();
    private final List<Layer> windows = new ArrayList<>();
    private final Layer single;

    /**
     * Joins branches.
     *
     * @param branches all but the last
     * @param single the last branch
     */
    TemporalBranches(List<Branch> branches, Layer single) {
        for (Branch branch : branches) {
            reductions.add(branch.reduction);
            windows.add(branch.window);
        }
        this.single = single;
    }

    /**
     * A branch that looks at neighbouring frames.
     *
     * @param reduction narrows the input; a rectifier follows it
     * @param window looks at the frames
     */
    record Branch(ConvNorm reduction, Layer window) {
        /** Declares the convolution that narrows the input, and its normalisation. */
        static ConvNorm reduce(Weights.Scope scope, int in, int out, Conv2d.FirstValues start) {
            return new ConvNorm(
                    Conv2d.declare(scope.child(0), in, out, Conv2d.POINTWISE, start),
                    BatchNorm.declare(scope.child(1), out));
        }
    }

    /** The maximum over a frame and its neighbours. */
    record FrameMaximum(int stride) implements Layer {
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            return Torch.maxPool3(input, stride);
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            return input.maxPool(new OnnxWindow(List.of(3L, 1L), List.of((long) stride, 1L), List.of(1L, 0L)));
        }
    }

    /**
     * Runs the branches.
     *
     * @shape (N, C, T, V) to (N, C', T / stride rounded up, V)
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
            return NDArrays.concat(outputs, 1);
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
        return OnnxValue.concat(1, outputs);
    }
}
