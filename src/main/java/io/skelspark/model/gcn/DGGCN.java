package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.JoinedConv;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.Relu;
import io.skelspark.model.layer.Shortcut;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.List;

/**
 * The spatial unit of DG-STGCN: each channel of each subset has a graph of its own. It is a trained graph of the subset, plus
 * how the joints of the sample differ in the channel, plus how they resemble each other in all channels of the subset.
 *
 * @param ratio channels of a subset as a fraction of those of the output
 * @source pyskl/models/gcns/utils/gcn.py, dggcn with its default settings
 */
public record DGGCN(double ratio) implements SpatialUnit {
    @Override
    public Layer declare(Weights.Scope scope, int in, int out, SharedGraph graph) {
        return new Grouped(scope, in, out, graph, ratio);
    }

    @Override
    public BackboneType backbone() {
        return BackboneType.DGSTGCN;
    }

    private static Conv2d pointwise(Weights.Scope scope, int in, int out) {
        return Conv2d.declare(scope, in, out, Conv2d.POINTWISE, Conv2d.FirstValues.DEFAULT);
    }

    private static final class Grouped implements Layer {
        private final Layer project;
        private final DynamicGraphs graphs;
        private final Layer mix;
        private final Shortcut shortcut;

        private Grouped(Weights.Scope scope, int in, int out, SharedGraph graph, double ratio) {
            int subsets = graph.subsets();
            int width = (int) (out * ratio);
            if (width < 1) {
                throw new IllegalArgumentException("a subset of a graph unit of " + out
                        + " channels has none, expected at least 1: change model.base-channels or model.gcn-ratio");
            }
            int inside = subsets * width;
            Weight trained = scope.parameter("A", graph.values(), graph.shape());
            Weight difference = scope.parameter("alpha", Initializer.constant(0), subsets);
            Weight resemblance = scope.parameter("beta", Initializer.constant(0), subsets);
            Weights.Scope pre = scope.child("pre");
            project = Layer.sequence(List.of(
                    new ConvNorm(pointwise(pre.child(0), in, inside), BatchNorm.declare(pre.child(1), inside)),
                    new Relu()));
            Conv2d post = pointwise(scope.child("post"), inside, out);
            JoinedConv compare = JoinedConv.sideBySide(
                    List.of(pointwise(scope.child("conv1"), in, inside), pointwise(scope.child("conv2"), in, inside)));
            graphs = new DynamicGraphs(trained, difference, resemblance, compare, subsets, width);
            shortcut = Shortcut.fitting(scope.child("down"), in, out, Conv2d.FirstValues.DEFAULT);
            mix = new ConvNorm(post, BatchNorm.declare(scope.child("bn"), out));
        }

        /**
         * Runs the unit.
         *
         * @shape (N, in, T, V) to (N, out, T, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            NDArray carried;
            try (NDArray projected = project.forward(input, weights);
                    NDArray edges = graphs.forward(input, weights)) {
                carried = GraphProduct.byChannel(projected, edges, weights);
            }
            NDArray stored = then(carried, weights.mode().stored(carried));
            NDArray output = then(stored, mix.forward(stored, weights));
            shortcut.addTo(output, input, weights);
            return then(output, Torch.relu(output));
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue carried = project.export(input, graph).matMul(graphs.export(input, graph));
            return shortcut.export(mix.export(carried, graph), input, graph).relu();
        }
    }

    /**
     * The graph of each channel of each subset.
     *
     * @param trained graph of each subset
     * @param difference share of the differences of joints; the first entry counts for all subsets
     * @param resemblance share of their resemblance, likewise
     * @param compare gives the two sides that are compared
     * @param width channels of a subset
     */
    private record DynamicGraphs(
            Weight trained, Weight difference, Weight resemblance, JoinedConv compare, int subsets, int width)
            implements Layer {
        /**
         * Computes the graphs from the mean over frames.
         *
         * @shape (N, in, T, V) to (N, K * C, V, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            long samples = input.getShape().get(0);
            long joints = input.getShape().get(3);
            try (NDList sides = ComparedJoints.of(input, compare, weights);
                    NDArray differing = differences(sides, weights);
                    NDArray resembling = resemblance(sides, weights);
                    NDArray graph = weights.get(trained).reshape(1, subsets, 1, joints, joints);
                    NDArray shared = resembling.add(graph);
                    NDArray graphs = differing.add(shared)) {
                return graphs.reshape(samples, (long) subsets * width, joints, joints);
            }
        }

        /**
         * Weighs how the joints differ, in each channel.
         *
         * @return (N, K, C, V, V)
         */
        private NDArray differences(NDList sides, BoundWeights weights) {
            try (NDArray squashed = ComparedJoints.differences(sides);
                    NDArray share = first(difference, weights);
                    NDArray weighed = squashed.mul(share)) {
                Shape shape = weighed.getShape();
                return weighed.reshape(shape.get(0), subsets, width, shape.get(2), shape.get(3));
            }
        }

        /**
         * Compares each joint with each other over all channels of a subset. What arrives at a joint sums to its share.
         *
         * @return (N, K, 1, V, V)
         */
        private NDArray resemblance(NDList sides, BoundWeights weights) {
            Shape shape = sides.get(0).getShape();
            long graphs = shape.get(0) * subsets;
            long joints = shape.get(3);
            weights.meter().count(Meter.Operator.MATRIX_PRODUCT, graphs * width * joints * joints);
            try (NDArray from = sides.get(0).reshape(graphs, width, joints);
                    NDArray rows = from.transpose(0, 2, 1);
                    NDArray columns = sides.get(1).reshape(graphs, width, joints);
                    NDArray product = Torch.batchedProduct(rows, columns);
                    NDArray squashed = Torch.softmax(product, 1);
                    NDArray share = first(resemblance, weights);
                    NDArray weighed = squashed.mul(share)) {
                return weighed.reshape(shape.get(0), subsets, 1, joints, joints);
            }
        }

        /** Returns the first entry, the only one that the reference reads. */
        private NDArray first(Weight shares, BoundWeights weights) {
            NDArray all = weights.get(shares);
            return subsets == 1 ? all.reshape(1) : all.get("0:1");
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            ComparedJoints.Exported sides = ComparedJoints.Exported.of(input, compare, graph);
            long joints = graph.shape(trained.position()).get(1);
            OnnxValue differing = sides.differences()
                    .reshape(0, subsets, width, joints, joints)
                    .mul(graph.weight(difference.position()).slice(0, 0, 1));
            OnnxValue from = sides.from().reshape(0, subsets, width, joints);
            OnnxValue to = sides.to().reshape(0, subsets, width, joints);
            OnnxValue resembling = from.transpose(0, 1, 3, 2)
                    .matMul(to)
                    .softmax(2)
                    .mul(graph.weight(resemblance.position()).slice(0, 0, 1));
            OnnxValue shared = resembling.add(graph.weight(trained.position())).unsqueeze(2);
            return differing.add(shared).reshape(0, (long) subsets * width, joints, joints);
        }
    }
}
