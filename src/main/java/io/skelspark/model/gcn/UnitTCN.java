package io.skelspark.model.gcn;

import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Shortcut;
import io.skelspark.model.layer.Weights;

/**
 * The temporal unit of one convolution over nine frames, then batch normalisation.
 *
 * @param dropout fraction of its output that training drops
 * @source mmaction/models/utils/gcn_utils.py, unit_tcn
 */
public record UnitTCN(double dropout) implements TemporalUnit {
    private static final int FRAMES = 9;

    @Override
    public Layer declare(Weights.Scope scope, Shape shape, Conv2d.FirstValues start) {
        return declare(
                scope, shape.channels(), shape.channels(), new Conv2d.FrameWindow(FRAMES, shape.stride(), 1), start);
    }

    /**
     * Declares the weights of a window of any size.
     *
     * @return a layer from (N, in, T, V) to (N, out, T', V)
     */
    static ConvNorm declare(Weights.Scope scope, int in, int out, Conv2d.FrameWindow window, Conv2d.FirstValues start) {
        return new ConvNorm(
                Conv2d.declare(scope.child("conv"), in, out, window, start), BatchNorm.declare(scope.child("bn"), out));
    }

    /**
     * Declares the residual of a unit: its input, if the width or the length changes through a convolution of single frames
     * and a normalisation.
     */
    static Shortcut residual(Weights.Scope scope, int in, int out, int stride, Conv2d.FirstValues start) {
        return in == out && stride == 1
                ? Shortcut.IDENTITY
                : Shortcut.through(declare(scope, in, out, new Conv2d.FrameWindow(1, stride, 1), start));
    }

    @Override
    public String toString() {
        return "TemporalUnit[kind=UNIT_TCN, dropout=" + dropout + ", midChannels=0.0]";
    }
}
