package io.skelspark.train.network;

import java.io.Serializable;

/**
 * The weights of a network. The arrays are shared, not copied: the trainer updates them in place.
 *
 * @param layout names and places of the values
 * @param parameters one flat vector of trained values
 * @param buffers one flat vector of running statistics and counters
 */
public record ModelState(StateLayout layout, float[] parameters, float[] buffers) implements Serializable {}
