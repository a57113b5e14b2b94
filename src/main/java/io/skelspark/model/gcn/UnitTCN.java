package io.skelspark.model.gcn;

import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.ConvNorm;
import io.skelspark.model.layer.Weights;

/**
 * The temporal unit: a convolution over frames, then batch normalisation.
 *
 * @source mmaction/models/utils/gcn_utils.py, unit_tcn
 */
final class UnitTCN {
    private UnitTCN() {}

    /** Declares the weights. @return a layer from (N, in, T, V) to (N, out, T / stride rounded up, V) */
    static ConvNorm declare(Weights.Scope scope, int in, int out, Conv2d.FrameWindow geometry) {
        return new ConvNorm(convolution(scope, in, out, geometry), BatchNorm.declare(scope.child("bn"), out));
    }

    /** The unit without normalisation. */
    static Conv2d convolution(Weights.Scope scope, int in, int out, Conv2d.FrameWindow geometry) {
        return Conv2d.declare(scope.child("conv"), in, out, geometry, Conv2d.FirstValues.KAIMING_NORMAL);
    }
}
