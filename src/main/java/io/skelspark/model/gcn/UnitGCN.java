package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.PassMode;
import io.skelspark.model.layer.Shortcut;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import io.skelspark.skeleton.Keyed;
import java.util.List;

/**
 * The spatial unit of ST-GCN and ST-GCN++: features of each subset of the graph, gathered along its edges, summed and normalised.
 *
 * @param adaptive decides how the graph is learned
 * @param convPosition place of the convolution
 * @param residual term that is added to the gathered features
 * @source mmaction/models/utils/gcn_utils.py, unit_gcn
 */
public record UnitGCN(Adaptive adaptive, ConvPosition convPosition, Residual residual) implements SpatialUnit {
    /** The term that is added to the gathered features. */
    public enum Residual {
        /** Nothing. */
        NONE,
        /** The input, through a pointwise convolution if the width changes. */
        INPUT
    }

    /** The place of the convolution. */
    public enum ConvPosition implements Keyed {
        /** Before the graph: it makes the features of each subset, which are gathered. */
        PRE,
        /** After the graph: it mixes what arrives in each subset. */
        POST
    }

    @Override
    public Layer declare(Weights.Scope scope, int in, int out, SharedGraph graph) {
        return new Gathering(scope, in, out, graph, this);
    }

    @Override
    public BackboneType backbone() {
        return BackboneType.STGCN;
    }

    @Override
    public String toString() {
        return "Settings[adaptive=" + adaptive + ", convPosition=" + convPosition + ", residual=" + residual + "]";
    }

    private static final class Gathering implements Layer {
        private final Layer mixing;
        private final Shortcut shortcut;

        private Gathering(Weights.Scope scope, int in, int out, SharedGraph graph, UnitGCN settings) {
            LearnedGraph adjacency = settings.adaptive.declare(scope, graph);
            BatchNorm bn = BatchNorm.declare(scope.child("bn"), out);
            int subsets = graph.subsets();
            mixing = Layer.sequence(
                    settings.convPosition == ConvPosition.PRE
                            ? List.of(conv(scope, in, subsets * out), new Gather(adjacency, subsets, out), bn)
                            : List.of(
                                    new GraphPropagation(adjacency, subsets * in),
                                    new ConvNorm(conv(scope, subsets * in, out), bn)));
            shortcut = settings.residual == Residual.NONE
                    ? Shortcut.NONE
                    : Shortcut.fitting(scope.child("down"), in, out, Conv2d.FirstValues.DEFAULT);
        }

        private static Conv2d conv(Weights.Scope scope, int in, int out) {
            return Conv2d.declare(scope.child("conv"), in, out, Conv2d.POINTWISE, Conv2d.FirstValues.DEFAULT);
        }

        /**
         * Runs the unit.
         *
         * @shape (N, in, T, V) to (N, out, T, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            NDArray output = mixing.forward(input, weights);
            shortcut.addTo(output, input, weights);
            return then(output, Torch.relu(output));
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            return shortcut.export(mixing.export(input, graph), input, graph).relu();
        }
    }

    /** A layer that sums over K subsets, each of some channels, and over the joints that features come from. */
    private record Gather(LearnedGraph adjacency, int count, int channels) implements Layer {
        /**
         * Multiplies and sums.
         *
         * @shape (N, K * C, T, V) to (N, C, T, V)
         */
        @Override
        public NDArray forward(NDArray subsets, BoundWeights weights) {
            weights.meter()
                    .count(
                            Meter.Operator.MATRIX_PRODUCT,
                            subsets.size() * subsets.getShape().get(3));
            return weights.mode() == PassMode.TRAINING
                    ? gatherAtOnce(subsets, weights)
                    : gatherByFrame(
                            subsets,
                            weights.derived(this, () -> new NDList(edges(weights)))
                                    .get(0));
        }

        @Override
        public OnnxValue export(OnnxValue subsets, OnnxGraph graph) {
            OnnxValue arriving = subsets.reshape(0, count, -1, 0).matMul(adjacency.export(graph));
            return arriving.sum(1).reshape(0, channels, -1, 0);
        }

        /** One product of matrices over all (K, V), in the order of the reference's einsum: it gives the same bits. */
        private NDArray gatherAtOnce(NDArray subsets, BoundWeights weights) {
            Shape shape = subsets.getShape();
            long joints = shape.get(3);
            NDArray graph = adjacency.values(weights);
            long sources = graph.getShape().get(0) * joints;
            long channels = shape.get(1) * joints / sources;
            long rows = shape.get(0) * channels * shape.get(2);
            try (NDArray split = subsets.reshape(shape.get(0), sources / joints, channels, shape.get(2), joints);
                    NDArray ordered = split.transpose(0, 2, 3, 1, 4);
                    NDArray cells = ordered.reshape(rows, sources);
                    NDArray edges = graph.reshape(sources, joints);
                    NDArray product = cells.matMul(edges)) {
                return product.reshape(shape.get(0), channels, shape.get(2), joints);
            }
        }

        /**
         * The adjacency with all that reaches a joint in one row.
         *
         * @shape (K, V, V) to (1, V, V * K)
         */
        private NDArray edges(BoundWeights weights) {
            NDArray graph = adjacency.values(weights);
            long joints = graph.getShape().get(1);
            return graph.transpose(2, 1, 0)
                    .reshape(1, joints, joints * graph.getShape().get(0));
        }

        /**
         * One product of matrices per frame: channels last, joints, subsets and channels already follow one another as it
         * needs them.
         */
        private static NDArray gatherByFrame(NDArray subsets, NDArray edges) {
            Shape shape = subsets.getShape();
            long frames = shape.get(0) * shape.get(2);
            long joints = shape.get(3);
            long sources = edges.getShape().get(2);
            long channels = shape.get(1) * joints / sources;
            try (NDArray stored = subsets.transpose(0, 2, 3, 1);
                    NDArray perFrame = stored.reshape(frames, sources, channels);
                    NDArray allEdges = edges.broadcast(new Shape(frames, joints, sources));
                    NDArray product = Torch.batchedProduct(allEdges, perFrame);
                    NDArray gathered = product.reshape(shape.get(0), shape.get(2), joints, channels)) {
                return gathered.transpose(0, 3, 1, 2);
            }
        }
    }
}
