package io.skelspark.model.cnn;

import io.skelspark.model.layer.Backbone;
import io.skelspark.model.layer.Weights;
import java.io.Serializable;

/**
 * A backbone whose input is volumes of heat maps. An implementation is a record of the backbone's settings; a new one needs
 * its class and a line in the class {@code VolumeConfig} of {@code io.skelspark.config}.
 *
 * <p>The text of an implementation is part of a run's identity in its checkpoints and must not change.
 */
public interface VolumeBackbone extends Serializable {
    /** Returns K, the number of maps of a frame. */
    int inChannels();

    /**
     * Declares the weights.
     *
     * @return a backbone from (N, K, T, H, W) to (N, C', T', H', W')
     */
    Backbone declare(Weights.Scope scope);
}
