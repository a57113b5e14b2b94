package io.skelspark.model.gcn;

import io.skelspark.model.gcn.TemporalBranches.Branch;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Relu;
import io.skelspark.model.layer.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The temporal unit of MS-G3D and CTR-GCN: branches that look at frames at several distances, at their maximum, and at
 * single frames, each normalised; then a rectifier.
 *
 * @param dropout fraction of its output that training drops
 * @param kernel frames in a window
 * @param dilations distance between the frames in a window, one for each branch
 * @source pyskl/models/gcns/utils/msg3d_utils.py, MSTCN
 */
public record MultiScaleTemporalConv(double dropout, int kernel, List<Integer> dilations) implements TemporalUnit {
    public MultiScaleTemporalConv {
        dilations = List.copyOf(dilations);
    }

    @Override
    public Layer declare(Weights.Scope scope, Shape shape, Conv2d.FirstValues start) {
        // rectified branch by branch: the joined output may then be added to in place
        return branches(scope, shape.channels(), shape, start, branch -> Layer.sequence(List.of(branch, new Relu())));
    }

    /**
     * Declares the branches without the rectifier.
     *
     * @param in channels of the input
     * @param shape whose channels are those of the output
     * @return a layer from (N, in, T, V) to (N, channels, T / stride rounded up, V)
     */
    TemporalBranches branches(Weights.Scope scope, int in, Shape shape, Conv2d.FirstValues start) {
        return branches(scope, in, shape, start, UnaryOperator.identity());
    }

    /**
     * Declares the branches. The last takes the channels that are left.
     *
     * @param last comes after each branch
     * @throws IllegalArgumentException if a branch would have no channels
     */
    private TemporalBranches branches(
            Weights.Scope scope, int in, Shape shape, Conv2d.FirstValues start, UnaryOperator<Layer> last) {
        int out = shape.channels();
        int stride = shape.stride();
        Weights.Scope names = scope.child("branches");
        int count = dilations.size() + 2;
        int width = out / count;
        if (width < 1) {
            throw new IllegalArgumentException("the " + count + " branches of a temporal unit of " + out
                    + " channels have none, expected at least 1: change model.base-channels");
        }
        List<Branch> branches = new ArrayList<>();
        for (int dilation : dilations) {
            Weights.Scope branch = names.child(branches.size());
            ConvNorm reduction = Branch.reduce(branch, in, width, start);
            Conv2d.FrameWindow window = new Conv2d.FrameWindow(kernel, stride, dilation);
            branches.add(
                    new Branch(reduction, last.apply(UnitTCN.declare(branch.child(3), width, width, window, start))));
        }
        Weights.Scope maximum = names.child(branches.size());
        branches.add(new Branch(
                Branch.reduce(maximum, in, width, start),
                last.apply(Layer.sequence(List.of(
                        new TemporalBranches.FrameMaximum(stride), BatchNorm.declare(maximum.child(4), width))))));
        Weights.Scope frame = names.child(branches.size());
        int rest = out - (count - 1) * width;
        ConvNorm single = new ConvNorm(
                Conv2d.declare(frame.child(0), in, rest, new Conv2d.FrameWindow(1, stride, 1), start),
                BatchNorm.declare(frame.child(1), rest));
        return new TemporalBranches(branches, last.apply(single));
    }
}
