/**
 * Layers that all networks share: declared weights, weights bound for one pass, convolutions and normalisations, and the
 * operations of the library that they need.
 *
 * <p>Activations have the shape (N, C, T, V) or (N, C, T, H, W); {@link io.skelspark.model.layer.PassMode} decides how they lie
 * in memory. A layer leaves its input open and closes every array that it makes on the way: memory outside the Java heap is
 * not released by the garbage collector.
 *
 * <p>The packages {@code gcn} and {@code cnn} build networks of these layers. No network is named here.
 */
@NullMarked
package io.skelspark.model.layer;

import org.jspecify.annotations.NullMarked;
