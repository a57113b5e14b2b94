package io.skelspark.model.cnn;

import java.io.Serializable;

/**
 * The settings of a stage of an X3D. Each stage is twice as wide as the one before it.
 *
 * @param blocks number of blocks, before they are multiplied by the factor of the depth
 * @param spatialStride rows and columns of its input for each of its output
 */
public record X3DStage(int blocks, int spatialStride) implements Serializable {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public X3DStage {
        if (Math.min(blocks, spatialStride) < 1) {
            throw new IllegalArgumentException("a stage has " + blocks + " blocks and spatial stride " + spatialStride
                    + ", expected 1 or more of each");
        }
    }
}
