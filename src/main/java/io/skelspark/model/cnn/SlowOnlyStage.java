package io.skelspark.model.cnn;

import io.skelspark.model.layer.Conv3d;
import io.skelspark.model.layer.Conv3d.VolumeWindow;
import java.io.Serializable;

/**
 * The settings of a stage of residual blocks. Each stage is twice as wide as the one before it.
 *
 * @param blocks number of blocks
 * @param inflation decides whether its blocks look at neighbouring frames
 * @param spatialStride rows and columns of its input for each of its output
 * @param temporalStride frames of its input for each of its output
 */
public record SlowOnlyStage(int blocks, Inflation inflation, int spatialStride, int temporalStride)
        implements Serializable {
    /** The frames of a block's first convolution. */
    public enum Inflation {
        /** One frame. */
        NONE {
            @Override
            VolumeWindow narrowing() {
                return Conv3d.POINTWISE;
            }
        },
        /** A frame and its neighbours. */
        FRAMES {
            @Override
            VolumeWindow narrowing() {
                return new VolumeWindow(3, 1, 1, 1);
            }
        };

        abstract VolumeWindow narrowing();
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public SlowOnlyStage {
        if (Math.min(blocks, Math.min(spatialStride, temporalStride)) < 1) {
            throw new IllegalArgumentException("a stage has " + blocks + " blocks, spatial stride " + spatialStride
                    + " and temporal stride " + temporalStride + ", expected 1 or more of each");
        }
    }

    /** Returns the window of a pointwise convolution with the stride of a block; only the first block has one. */
    VolumeWindow stride(int order) {
        return order == 0 ? new VolumeWindow(1, 1, temporalStride, spatialStride) : Conv3d.POINTWISE;
    }
}
