package io.skelspark.model.gcn;

import io.skelspark.model.layer.Conv2d;
import io.skelspark.model.layer.Dropout;
import io.skelspark.model.layer.Layer;
import io.skelspark.model.layer.Weights;
import io.skelspark.skeleton.Keyed;
import java.io.Serializable;

/**
 * Which temporal unit the blocks of a backbone have.
 *
 * @param kind of the unit
 * @param dropout fraction of its output that training drops
 * @param midChannels width of a branch of MSTCN as a fraction of the unit's; 0: they share it evenly
 */
public record TemporalUnit(Kind kind, double dropout, double midChannels) implements Serializable {
    /** @throws IllegalArgumentException if the width of branches is not in [0, 1], or a unit without branches has one */
    public TemporalUnit {
        if (!(midChannels >= 0 && midChannels <= 1) || (midChannels > 0 && kind != Kind.MSTCN)) {
            throw new IllegalArgumentException("tcn-mid-channels is " + midChannels + " for " + kind.key()
                    + ", expected 0 to 1 for mstcn, and 0 for any other");
        }
    }

    /** What the unit looks at. */
    public enum Kind implements Keyed {
        /** One convolution over nine frames. */
        UNIT_TCN {
            @Override
            Layer declare(Weights.Scope scope, int channels, int stride, double midChannels) {
                return UnitTCN.declare(scope, channels, channels, new Conv2d.FrameWindow(9, stride, 1));
            }
        },
        /** Six branches of different reach. */
        MSTCN {
            @Override
            Layer declare(Weights.Scope scope, int channels, int stride, double midChannels) {
                return new MSTCN(scope, channels, stride, midChannels);
            }
        };

        abstract Layer declare(Weights.Scope scope, int channels, int stride, double midChannels);
    }

    TemporalUnit withoutDropout() {
        return new TemporalUnit(kind, 0, midChannels);
    }

    /** Declares the weights. @return a layer from (N, channels, T, V) to (N, channels, T / stride rounded up, V) */
    public Layer declare(Weights.Scope scope, int channels, int stride) {
        return new Dropout(kind.declare(scope, channels, stride, midChannels), dropout);
    }
}
