package io.skelspark.model.gcn;

import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Layer;
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
    public Layer declare(Weights.Scope scope, int channels, int stride) {
        return declare(scope, channels, channels, new Conv2d.FrameWindow(FRAMES, stride, 1));
    }

    /**
     * Declares the weights of a window of any size.
     *
     * @return a layer from (N, in, T, V) to (N, out, T', V)
     */
    static ConvNorm declare(Weights.Scope scope, int in, int out, Conv2d.FrameWindow window) {
        return new ConvNorm(convolution(scope, in, out, window), BatchNorm.declare(scope.child("bn"), out));
    }

    /** Declares the weights of the unit without normalisation. */
    static Conv2d convolution(Weights.Scope scope, int in, int out, Conv2d.FrameWindow window) {
        return Conv2d.declare(scope.child("conv"), in, out, window, Conv2d.FirstValues.KAIMING_NORMAL);
    }

    @Override
    public String toString() {
        return "TemporalUnit[kind=UNIT_TCN, dropout=" + dropout + ", midChannels=0.0]";
    }
}
