package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.JoinedConv;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.Shortcut;
import io.skelspark.model.layer.Torch;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The spatial unit of CTR-GCN: channel-wise topology refinement. Each channel has a graph of its own, a trained one plus a
 * correction from how the joints of the sample differ.
 *
 * @source pyskl/models/gcns/utils/gcn.py, unit_ctrgcn and CTRGC
 */
public record UnitCTRGCN() implements SpatialUnit {
    @Override
    public Layer declare(Weights.Scope scope, int in, int out, SharedGraph graph) {
        return new Refining(scope, in, out, graph);
    }

    @Override
    public BackboneType backbone() {
        return BackboneType.CTRGCN;
    }

    /** Returns the channels in which joints are compared. */
    private static int relation(int in) {
        return in <= 16 ? 8 : in / 8;
    }

    private static final class Refining implements Layer {
        private final Topology topology;
        private final JoinedConv project;
        private final int subsets;
        private final int channels;
        private final BatchNorm bn;
        private final Shortcut shortcut;

        private Refining(Weights.Scope scope, int in, int out, SharedGraph graph) {
            subsets = graph.subsets();
            channels = out;
            Weight trained = scope.parameter("A", graph.values(), graph.shape());
            Weight share = scope.parameter("alpha", Initializer.constant(0), 1);
            List<Branch> branches = IntStream.range(0, subsets)
                    .mapToObj(k -> Branch.declare(scope.child("convs").child(k), in, out))
                    .toList();
            topology = new Topology(trained, share, branches);
            project =
                    JoinedConv.sideBySide(branches.stream().map(Branch::project).toList());
            shortcut = Shortcut.fitting(scope.child("down"), in, out, Conv2d.FirstValues.KAIMING_NORMAL);
            bn = BatchNorm.declare(scope.child("bn"), out, 1e-6f);
        }

        /**
         * Runs the unit.
         *
         * @shape (N, in, T, V) to (N, out, T, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            Shape shape = input.getShape();
            NDArray sum;
            try (NDArray projected = project.forward(input, weights);
                    NDArray graphs = topology.forward(input, weights);
                    NDArray carried = GraphProduct.byChannel(projected, graphs, weights);
                    NDArray split =
                            carried.reshape(new Shape(shape.get(0), subsets, channels).addAll(shape.slice(2)))) {
                sum = split.sum(new int[] {1});
            }
            NDArray stored = then(sum, weights.mode().stored(sum));
            NDArray output = then(stored, bn.forward(stored, weights));
            shortcut.addTo(output, input, weights);
            return then(output, Torch.relu(output));
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue carried = project.export(input, graph).matMul(topology.export(input, graph));
            OnnxValue sum = carried.slice(1, 0, channels);
            for (int k = 1; k < subsets; k++) {
                sum = sum.add(carried.slice(1, (long) k * channels, (k + 1L) * channels));
            }
            return shortcut.export(bn.export(sum, graph), input, graph).relu();
        }
    }

    /**
     * The convolutions of a subset.
     *
     * @param from channels of a joint that features come from
     * @param to channels of a joint that features arrive at
     * @param project features that are carried
     * @param refine from differences of joints to corrections of the graph of each channel
     */
    private record Branch(Conv2d from, Conv2d to, Conv2d project, Conv2d refine) {
        static Branch declare(Weights.Scope scope, int in, int out) {
            return new Branch(
                    convolution(scope.child("conv1"), in, relation(in)),
                    convolution(scope.child("conv2"), in, relation(in)),
                    convolution(scope.child("conv3"), in, out),
                    convolution(scope.child("conv4"), relation(in), out));
        }

        private static Conv2d convolution(Weights.Scope scope, int in, int out) {
            return Conv2d.declare(scope, in, out, Conv2d.POINTWISE, Conv2d.FirstValues.KAIMING_NORMAL);
        }
    }

    /** The graph of each channel of each subset. */
    private static final class Topology implements Layer {
        private final Weight trained;
        private final Weight share;
        private final JoinedConv compare;
        private final JoinedConv refine;
        private final int subsets;

        private Topology(Weight trained, Weight share, List<Branch> branches) {
            this.trained = trained;
            this.share = share;
            compare = JoinedConv.sideBySide(Stream.concat(
                            branches.stream().map(Branch::from),
                            branches.stream().map(Branch::to))
                    .toList());
            refine = JoinedConv.groups(branches.stream().map(Branch::refine).toList());
            subsets = branches.size();
        }

        /**
         * Computes the graphs. The mean over frames comes before the convolutions, which is the same and cheaper than after
         * them; the multiply-adds are counted in the order of the reference.
         *
         * @shape (N, in, T, V) to (N, K * out, V, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            NDList kernel = scaled(weights);
            try (NDList sides = ComparedJoints.of(input, compare, weights);
                    NDArray differences = ComparedJoints.differences(sides);
                    NDArray refined = refine.apply(differences, kernel.get(0), kernel.get(1), weights)) {
                long values = 2 * sides.get(0).size();
                weights.meter()
                        .count(
                                Meter.Operator.CONVOLUTION,
                                (input.getShape().get(2) - 1)
                                        * values
                                        * input.getShape().get(1));
                Shape shape = refined.getShape();
                long joints = shape.get(3);
                try (NDArray split = refined.reshape(shape.get(0), subsets, shape.get(1) / subsets, joints, joints);
                        NDArray graph = weights.get(trained).reshape(1, subsets, 1, joints, joints);
                        NDArray graphs = split.add(graph)) {
                    return graphs.reshape(shape);
                }
            }
        }

        /** Returns kernel and shift of the corrections times their share. */
        private NDList scaled(BoundWeights weights) {
            return weights.derived(this, () -> {
                NDList kernel = refine.kernel(weights);
                NDArray factor = weights.get(share);
                return new NDList(kernel.get(0).mul(factor), kernel.get(1).mul(factor));
            });
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue differences =
                    ComparedJoints.Exported.of(input, compare, graph).differences();
            OnnxValue refined = refine.export(differences, graph).mul(graph.weight(share.position()));
            long channels = refine.channels(graph);
            long joints = graph.shape(trained.position()).get(1);
            return refined.reshape(0, subsets, channels / subsets, joints, joints)
                    .add(graph.weight(trained.position()).unsqueeze(1))
                    .reshape(0, channels, joints, joints);
        }
    }
}
