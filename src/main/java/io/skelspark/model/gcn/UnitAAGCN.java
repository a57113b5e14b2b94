package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Convolution;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.JoinedConv;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Relu;
import io.skelspark.model.layer.Shortcut;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The spatial unit of 2s-AGCN and AAGCN. Its graph is trained and, for each sample, changed by how much the joints of the
 * sample resemble each other.
 *
 * <p>Resemblance is a hyperbolic tangent, as in the paper of AAGCN; the paper of 2s-AGCN has a softmax.
 *
 * @param edges the graph that features are carried along
 * @param attention decides whether the output is weighed
 * @source mmaction/models/utils/gcn_utils.py, unit_aagcn
 */
public record UnitAAGCN(SampleGraph edges, Attention attention) implements SpatialUnit {
    /** The graph that features are carried along. */
    public enum SampleGraph {
        /** The graph of the skeleton. */
        FIXED,
        /** A trained graph plus the resemblance of the sample's joints. */
        ADAPTIVE
    }

    /** The attention that weighs the output. */
    public enum Attention {
        /** None. */
        NONE,
        /** Weights by joint, by frame and by channel. */
        STC
    }

    private static final int REDUCTION = 4;

    @Override
    public Layer declare(Weights.Scope scope, int in, int out, SharedGraph graph) {
        return new Resembling(scope, in, out, graph, this);
    }

    @Override
    public BackboneType backbone() {
        return BackboneType.AAGCN;
    }

    @Override
    public String toString() {
        return "Settings[edges=" + edges + ", attention=" + attention + "]";
    }

    private static final class Resembling implements Layer {
        private final Layer graphs;
        private final int columns;
        private final Layer project;
        private final Shortcut shortcut;
        private final Layer finish;

        private Resembling(Weights.Scope scope, int in, int out, SharedGraph skeleton, UnitAAGCN settings) {
            int subsets = skeleton.subsets();
            columns = subsets * in;
            Convolution sum;
            if (settings.edges == SampleGraph.FIXED) {
                Weight fixed = scope.buffer("A", skeleton.values(), skeleton.shape());
                sum = project(scope.child("conv_d"), in, out, subsets);
                graphs = new SameGraph(fixed);
            } else {
                Weight trained = scope.parameter("A", skeleton.values(), skeleton.shape());
                Weight share = scope.parameter("alpha", Initializer.constant(0), 1);
                sum = project(scope.child("conv_d"), in, out, subsets);
                int width = out / REDUCTION;
                graphs = new MovedGraph(
                        trained, share, new Resemblance(embed(scope, in, width, subsets), width, subsets));
            }
            List<Layer> last = new ArrayList<>(List.of(new Relu()));
            if (settings.attention == Attention.STC) {
                last.add(new StcAttention(scope, out, skeleton.joints()));
            }
            finish = Layer.sequence(last);
            shortcut = Shortcut.fitting(scope.child("down"), in, out, Conv2d.FirstValues.KAIMING_NORMAL);
            project = new ConvNorm(sum, BatchNorm.declare(scope.child("bn"), out, 1e-6f));
        }

        /** Declares one convolution for each subset; their outputs are summed. */
        private static Convolution project(Weights.Scope scope, int in, int out, int subsets) {
            Initializer initial = Initializer.normal(Math.sqrt(2.0 / ((double) in * out * subsets)));
            return JoinedConv.sum(IntStream.range(0, subsets)
                    .mapToObj(k -> new Conv2d(
                            scope.child(k).parameter("weight", initial, out, in, 1, 1),
                            scope.child(k).parameter("bias", Initializer.constant(0), out),
                            Conv2d.POINTWISE))
                    .toList());
        }

        /** Declares two convolutions for each subset, whose outputs are compared between joints. */
        private static Layer embed(Weights.Scope scope, int in, int width, int subsets) {
            return JoinedConv.sideBySide(Stream.of(scope.child("conv_a"), scope.child("conv_b"))
                    .flatMap(side -> IntStream.range(0, subsets)
                            .mapToObj(k -> Conv2d.declare(
                                    side.child(k), in, width, Conv2d.POINTWISE, Conv2d.FirstValues.KAIMING_NORMAL)))
                    .toList());
        }

        /**
         * Runs the unit.
         *
         * @shape (N, in, T, V) to (N, out, T, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            NDArray edges = graphs.forward(input, weights);
            NDArray spread = then(edges, GraphProduct.along(input, edges, weights));
            NDArray output = then(spread, project.forward(spread, weights));
            shortcut.addTo(output, input, weights);
            return then(output, finish.forward(output, weights));
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue spread = GraphProduct.export(input, graphs.export(input, graph), columns);
            return finish.export(shortcut.export(project.export(spread, graph), input, graph), graph);
        }
    }

    /** The graph of the skeleton, for every sample. */
    private record SameGraph(Weight fixed) implements Layer {
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            return weights.get(fixed).expandDims(0);
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            return graph.weight(fixed.position());
        }
    }

    /**
     * The graph of each sample: a trained one, moved towards the resemblance of the sample's joints.
     *
     * @param share factor of the resemblance
     */
    private record MovedGraph(Weight trained, Weight share, Resemblance resemblance) implements Layer {
        /**
         * Computes the graphs.
         *
         * @shape (N, in, T, V) to (N, K, V, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            try (NDArray compared = resemblance.forward(input, weights);
                    NDArray moved = compared.mul(weights.get(share))) {
                return moved.add(weights.get(trained));
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue moved = resemblance.export(input, graph).mul(graph.weight(share.position()));
            return moved.add(graph.weight(trained.position()));
        }
    }

    /**
     * The resemblance of joints.
     *
     * @param embed from features to those that are compared, of both sides and of all subsets
     * @param width channels of each
     */
    private record Resemblance(Layer embed, int width, int subsets) implements Layer {
        /**
         * Compares each joint with each other, in each subset.
         *
         * @shape (N, in, T, V) to (N, K, V, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            long samples = input.getShape().get(0);
            long frames = input.getShape().get(2);
            long joints = input.getShape().get(3);
            try (NDArray embedded = embed.forward(input, weights);
                    NDArray split = embedded.reshape(samples, 2, subsets, width, frames, joints);
                    NDArray rows = rows(split, weights.mode());
                    NDList sides = rows.split(new long[] {samples * subsets}, 0);
                    NDArray columns = sides.get(1).transpose(0, 2, 1);
                    NDArray product = Torch.batchedProduct(sides.get(0), columns);
                    NDArray terms = Torch.scalar(product, width * frames);
                    NDArray mean = product.div(terms);
                    NDArray squashed = Torch.tanh(mean)) {
                weights.meter().count(Meter.Operator.MATRIX_PRODUCT, rows.size() / 2 * joints);
                return squashed.reshape(samples, subsets, joints, joints);
            }
        }

        /**
         * Returns the values that each joint is compared by, in the order that needs the least copying in this mode.
         *
         * @shape (N, 2, K, C, T, V) to (2 * N * K, V, C * T)
         */
        private static NDArray rows(NDArray split, PassMode mode) {
            Shape shape = split.getShape();
            long graphs = 2 * shape.get(0) * shape.get(2);
            long joints = shape.get(5);
            long terms = shape.get(3) * shape.get(4);
            if (mode == PassMode.EVALUATION) {
                try (NDArray ordered = split.transpose(1, 0, 2, 5, 4, 3)) {
                    return ordered.reshape(graphs, joints, terms);
                }
            }
            try (NDArray ordered = split.transpose(1, 0, 2, 3, 4, 5);
                    NDArray columns = ordered.reshape(graphs, terms, joints)) {
                return columns.transpose(0, 2, 1);
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue embedded = embed.export(input, graph);
            long half = (long) subsets * width;
            OnnxValue rows =
                    embedded.slice(1, 0, half).reshape(0, subsets, -1, 0).transpose(0, 1, 3, 2);
            OnnxValue columns = embedded.slice(1, half, 2 * half).reshape(0, subsets, -1, 0);
            OnnxValue terms = input.sizes(2, 3).real().mul(graph.number(width));
            return rows.matMul(columns).div(terms).tanh();
        }
    }
}
