package io.skelspark.model.gcn;

import static io.skelspark.model.layer.Torch.then;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Initializer;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Meter;
import io.skelspark.model.layer.Weight;
import io.skelspark.model.layer.Weights;
import io.skelspark.model.onnx.OnnxGraph;
import io.skelspark.model.onnx.OnnxValue;
import java.util.List;

/**
 * The temporal unit of DG-STGCN: that of {@link MSTCN}, whose branches also look at the mean of all joints as if it were a
 * joint. What they find there is added to each joint by a trained share.
 *
 * @param dropout fraction of its output that training drops
 * @param midChannels width of each branch as a fraction of the unit's; 0 shares it evenly, the first taking what is left
 * @source pyskl/models/gcns/utils/tcn.py, dgmstcn with its default ms_cfg
 */
public record DGMSTCN(double dropout, double midChannels) implements TemporalUnit {
    /** Shares in the reference, whatever the layout. */
    private static final int SHARES = 25;

    @Override
    public Layer declare(Weights.Scope scope, Shape shape, Conv2d.FirstValues start) {
        Weight shares = scope.parameter("add_coeff", Initializer.constant(0), Math.max(SHARES, shape.joints()));
        MSTCN.Widths widths = MSTCN.Widths.of(shape.channels(), midChannels);
        return Layer.sequence(List.of(
                new WithMean(MSTCN.branches(scope, shape, widths, start), shares, shape.joints()),
                MSTCN.mix(scope, widths.joined(), shape.channels())));
    }

    /**
     * Branches over the joints and their mean.
     *
     * @param shares of the mean that each joint gets
     */
    private record WithMean(TemporalBranches branches, Weight shares, int joints) implements Layer {
        /**
         * Runs the branches.
         *
         * @shape (N, C, T, V) to (N, C', T / stride rounded up, V)
         */
        @Override
        public NDArray forward(NDArray input, BoundWeights weights) {
            NDArray output;
            try (NDArray mean = input.mean(new int[] {3}, true);
                    NDArray extended = NDArrays.concat(new NDList(input, mean), 3)) {
                output = branches.forward(extended, weights);
            }
            weights.meter().count(Meter.Operator.MATRIX_PRODUCT, output.size() / (joints + 1) * joints / 2);
            try (NDList parts = output.split(new long[] {joints}, 3);
                    NDArray share = share(weights);
                    NDArray added = parts.get(1).mul(share)) {
                return then(output, parts.get(0).add(added));
            }
        }

        private NDArray share(BoundWeights weights) {
            NDArray all = weights.get(shares);
            if (all.size() == joints) {
                return all.reshape(1, 1, 1, joints);
            }
            try (NDList parts = all.split(new long[] {joints}, 0)) {
                return parts.get(0).reshape(1, 1, 1, joints);
            }
        }

        @Override
        public OnnxValue export(OnnxValue input, OnnxGraph graph) {
            OnnxValue mean = input.mean(3).unsqueeze(3);
            OnnxValue output = branches.export(OnnxValue.concat(3, List.of(input, mean)), graph);
            OnnxValue added = output.slice(3, joints, joints + 1L)
                    .mul(graph.weight(shares.position()).slice(0, 0, joints));
            return output.slice(3, 0, joints).add(added);
        }
    }
}
