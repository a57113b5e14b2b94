package io.skelspark.model.gcn;

import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;

/** Which temporal unit a block has. */
public enum TemporalUnit {
    /** One convolution over nine frames. */
    UNIT_TCN {
        @Override
        Layer declare(Weights.Scope scope, int channels, int stride) {
            return UnitTCN.declare(scope, channels, channels, new Conv2d.Geometry(9, stride, 1));
        }
    },
    /** Six branches of different reach. */
    MSTCN {
        @Override
        Layer declare(Weights.Scope scope, int channels, int stride) {
            return new MSTCN(scope, channels, stride);
        }
    };

    abstract Layer declare(Weights.Scope scope, int channels, int stride);
}
