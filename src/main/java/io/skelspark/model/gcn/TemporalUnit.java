package io.skelspark.model.gcn;

import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Dropout;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import java.io.Serializable;

/**
 * Which temporal unit the blocks of a backbone have.
 *
 * @param kind of the unit
 * @param dropout fraction of its output that training drops
 */
public record TemporalUnit(Kind kind, double dropout) implements Serializable {
    /** What the unit looks at. */
    public enum Kind {
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

    TemporalUnit withoutDropout() {
        return new TemporalUnit(kind, 0);
    }

    Layer declare(Weights.Scope scope, int channels, int stride) {
        return new Dropout(kind.declare(scope, channels, stride), dropout);
    }
}
