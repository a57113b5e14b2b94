package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Relu;
import io.skelspark.model.layer.Shortcut;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The backbone of MS-G3D: a normalised input, then three parts. In each, one path carries features over the joints of a
 * frame and then looks at neighbouring frames, the other carries them over the joints of a window of frames at once; both
 * are added, and a temporal unit follows.
 *
 * @param persons M, people of the input
 * @param inChannels values per joint
 * @param graph 1 between neighbouring joints (1, V, V)
 * @param baseChannels width of the first part; each part is twice as wide as the one before
 * @param gcnScales number of scales in a frame
 * @param windowScales number of scales in a window
 * @source pyskl/models/gcns/msg3d.py, MSG3D
 */
public record MSG3D(int persons, int inChannels, Tensor graph, int baseChannels, int gcnScales, int windowScales)
        implements GraphBackbone {
    private static final int PARTS = 3;
    private static final MultiScaleTemporalConv TEMPORAL = new MultiScaleTemporalConv(0, 3, List.of(1, 2, 3, 4));

    /**
     * Checks the graph.
     *
     * @throws IllegalArgumentException if it is not (1, V, V)
     */
    public MSG3D {
        if (graph.shape().length != 3 || graph.size(0) != 1 || graph.size(1) != graph.size(2)) {
            throw new IllegalArgumentException("graph is " + graph + ", expected (1, V, V)");
        }
    }

    @Override
    public int joints() {
        return graph.size(1);
    }

    @Override
    public Optional<Tensor> skeleton() {
        return Optional.of(graph);
    }

    @Override
    public Backbone declare(Weights.Scope scope) {
        scope.buffer("A", Initializer.values(graph.values()), joints(), joints());
        List<Backbone.Stage> sequence = new ArrayList<>();
        Weights.Scope input = scope.child("data_bn");
        sequence.add(new Backbone.Stage(input.path(), DataNorm.MVC.declare(input, persons, joints(), inChannels)));
        SharedGraph scales = shared(1, gcnScales);
        List<G3DWindows.Graph> windows = List.of(
                new G3DWindows.Graph(3, shared(3, windowScales)), new G3DWindows.Graph(5, shared(5, windowScales)));
        int in = inChannels;
        for (int part = 1; part <= PARTS; part++) {
            Widths widths =
                    new Widths(in, part == 1 ? baseChannels : in, baseChannels << (part - 1), part == 1 ? 1 : 2);
            Weights.Scope wide = scope.child("gcn3d" + part);
            // as in the reference, the first part widens before it looks at the frames of a window
            int inside = part == 1 ? widths.out : widths.in;
            Layer windowed = G3DWindows.declare(wide.child("gcn3d"), windows, in, inside, widths.out, widths.stride);
            Weights.Scope narrow = scope.child("sgcn" + part);
            Layer factorised = factorised(narrow, widths, scales);
            Weights.Scope frames = scope.child("tcn" + part);
            Layer temporal = rectified(frames, widths.out, widths.out, 1);
            sequence.add(new Backbone.Stage(
                    frames.path(), new TwoPaths(wide.path(), windowed, narrow.path(), factorised, temporal)));
            in = widths.out;
        }
        return new Backbone(sequence, in);
    }

    /**
     * The channels of a part.
     *
     * @param in of its input
     * @param inside between its spatial and its temporal units
     * @param out of its output
     * @param stride frames of the input per frame of the output
     */
    private record Widths(int in, int inside, int out, int stride) {}

    private SharedGraph shared(int frames, int scales) {
        Tensor stack = ScaleGraphs.of(graph, frames, scales);
        return new SharedGraph(scales, stack.size(1), Initializer.values(stack.values()));
    }

    /** Declares the path that looks at joints, then at frames; its last unit is not rectified. */
    private Layer factorised(Weights.Scope scope, Widths widths, SharedGraph scales) {
        return Layer.sequence(List.of(
                spatial(scope.child(0), widths.in, widths.inside, scales),
                rectified(scope.child(1), widths.inside, widths.out, widths.stride),
                temporal(scope.child(2), widths.out, widths.out, 1)));
    }

    /**
     * Declares a spatial unit: features that arrive in each scale, then one convolution over all of them.
     *
     * @return a layer from (N, in, T, V) to (N, out, T, V)
     */
    static Layer spatial(Weights.Scope scope, int in, int out, SharedGraph scales) {
        LearnedGraph adjacency = Adaptive.OFFSET.declare(scope, scales);
        Weights.Scope layers = scope.child("mlp").child("layers");
        int columns = scales.subsets() * in;
        return Layer.sequence(List.of(
                new GraphPropagation(adjacency, columns),
                new ConvNorm(
                        Conv2d.declare(layers.child(0), columns, out, Conv2d.POINTWISE, Conv2d.FirstValues.DEFAULT),
                        BatchNorm.declare(layers.child(1), out)),
                new Relu()));
    }

    private Layer rectified(Weights.Scope scope, int in, int out, int stride) {
        return Layer.sequence(List.of(temporal(scope, in, out, stride), new Relu()));
    }

    private Layer temporal(Weights.Scope scope, int in, int out, int stride) {
        Layer branches =
                TEMPORAL.branches(scope, in, new TemporalUnit.Shape(out, joints(), stride), Conv2d.FirstValues.DEFAULT);
        return new Residual(
                branches, UnitTCN.residual(scope.child("residual"), in, out, stride, Conv2d.FirstValues.DEFAULT));
    }

    /** A layer and its residual. */
    private record Residual(Layer layer, Shortcut residual) implements Layer {
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            NDArray output = layer.forward(input, weights);
            residual.addTo(output, input, weights);
            return output;
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            return residual.export(layer.export(input, graph), input, graph);
        }
    }

    /**
     * A part of the backbone. It reports its paths as stages of their own.
     *
     * @param wide name of the path over windows
     * @param narrow name of the path over frames
     */
    private record TwoPaths(String wide, Layer windowed, String narrow, Layer factorised, Layer temporal)
            implements Layer {
        /**
         * Runs both paths, adds them and looks at neighbouring frames.
         *
         * @shape (N, in, T, V) to (N, out, T / stride rounded up, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            try (NDArray overWindows = windowed.forward(input, weights)) {
                weights.meter().stage(wide, overWindows.getShape());
                NDArray sum = factorised.forward(input, weights);
                sum.addi(overWindows);
                weights.meter().stage(narrow, sum.getShape());
                NDArray active = then(sum, Torch.relu(sum));
                return then(active, temporal.forward(active, weights));
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue sum = factorised.export(input, graph).add(windowed.export(input, graph));
            return temporal.export(sum.relu(), graph);
        }
    }
}
