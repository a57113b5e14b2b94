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
    public Layer declare(Weights.Scope scope, Shape shape, Conv2d.FirstValues start) {
        Widths widths = Widths.of(shape.channels(), midChannels);
        return Layer.sequence(
                List.of(branches(scope, shape, widths, start), mix(scope, widths.joined(), shape.channels())));
    }

    /**
     * The channels of the branches.
     *
     * @param first of the first branch
     * @param others of each other branch
     */
    record Widths(int first, int others) {
        /**
         * Shares the channels of a unit.
         *
         * @throws IllegalArgumentException if a branch would have none
         */
        static Widths of(int channels, double ratio) {
            int width = ratio == 0 ? channels / BRANCHES : (int) (channels * ratio);
            if (width < 1) {
                throw new IllegalArgumentException(
                        "the branches of an mstcn of " + channels
                                + " channels have none, expected at least 1: change model.base-channels or model.tcn-mid-channels");
            }
            return new Widths(ratio == 0 ? channels - (BRANCHES - 1) * width : width, width);
        }

        int joined() {
            return first + (BRANCHES - 1) * others;
        }
    }

    /** Declares the branches. */
    static TemporalBranches branches(Weights.Scope scope, Shape shape, Widths widths, Conv2d.FirstValues start) {
        int channels = shape.channels();
        Weights.Scope names = scope.child("branches");
        List<Branch> branches = new ArrayList<>();
        for (int i = 0; i < DILATIONS; i++) {
            int width = i == 0 ? widths.first : widths.others;
            Conv2d.FrameWindow window = new Conv2d.FrameWindow(3, shape.stride(), i + 1);
            branches.add(new Branch(
                    Branch.reduce(names.child(i), channels, width, Conv2d.FirstValues.DEFAULT),
                    Conv2d.declare(names.child(i).child(3).child("conv"), width, width, window, start)));
        }
        branches.add(new Branch(
                Branch.reduce(names.child(DILATIONS), channels, widths.others, Conv2d.FirstValues.DEFAULT),
                new TemporalBranches.FrameMaximum(shape.stride())));
        Conv2d.FrameWindow frame = new Conv2d.FrameWindow(1, shape.stride(), 1);
        return new TemporalBranches(
                branches,
                Conv2d.declare(names.child(DILATIONS + 1), channels, widths.others, frame, Conv2d.FirstValues.DEFAULT));
    }

    /** Declares the layers that mix the outputs of the branches. */
    static Layer mix(Weights.Scope scope, int joined, int channels) {
        Weights.Scope transform = scope.child("transform");
        BatchNorm norm = BatchNorm.declare(transform.child(0), joined);
        Conv2d conv =
                Conv2d.declare(transform.child(2), joined, channels, Conv2d.POINTWISE, Conv2d.FirstValues.DEFAULT);
        return Layer.sequence(
                List.of(norm, new Relu(), new ConvNorm(conv, BatchNorm.declare(scope.child("bn"), channels))));
    }

    @Override
    public String toString() {
        return "TemporalUnit[kind=MSTCN, dropout=" + dropout + ", midChannels=" + midChannels + "]";
    }
}
