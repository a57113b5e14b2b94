package io.skelspark.model.layer;

/** A declared weight: its position among the entries of the network's state. */
public record Weight(int position) {}
