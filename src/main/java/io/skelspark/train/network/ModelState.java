package io.skelspark.train.network;

import java.io.Serializable;

/**
 * The weights of a network: one flat vector of parameters, one of buffers, placed as its {@link StateLayout} says.
 * The arrays are shared, not copied: the trainer updates them in place.
 */
public record ModelState(StateLayout layout, float[] parameters, float[] buffers) implements Serializable {}
