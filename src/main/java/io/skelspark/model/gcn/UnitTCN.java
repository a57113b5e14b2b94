package io.skelspark.model.gcn;

import ai.djl.ndarray.NDArray;
import io.skelspark.model.layer.BatchNorm;
import io.skelspark.model.layer.BoundWeights;
import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import java.util.List;

/**
 * The temporal unit: a convolution over frames, then batch normalisation.
 *
 * @source mmaction/models/utils/gcn_utils.py, unit_tcn
 */
record UnitTCN(Conv2d conv, BatchNorm bn) implements Layer {
    static UnitTCN declare(Weights.Scope scope, int in, int out, Conv2d.Geometry geometry) {
        return new UnitTCN(convolution(scope, in, out, geometry), BatchNorm.declare(scope.child("bn"), out));
    }

    /** The unit without normalisation. */
    static Conv2d convolution(Weights.Scope scope, int in, int out, Conv2d.Geometry geometry) {
        return Conv2d.declare(scope.child("conv"), in, out, geometry, Conv2d.Start.KAIMING_NORMAL);
    }

    /** @shape (N, in, T, V) to (N, out, T / stride rounded up, V) */
    @Override
    public NDArray forward(NDArray input, BoundWeights weights) {
        return Layer.sequence(List.of(conv, bn)).forward(input, weights);
    }
}
