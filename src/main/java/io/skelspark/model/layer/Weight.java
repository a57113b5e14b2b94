package io.skelspark.model.layer;

/**
 * A declared weight.
 *
 * @param position of its entry in the network's state
 */
public record Weight(int position) {}
