/**
 * What networks are built of: declared weights, weights bound for one run, and the layers that every network shares.
 *
 * <p>Activations have the shape (N, C, T, V); {@link io.skelspark.model.layer.PassMode} decides how they lie in memory. A
 * layer leaves its input open and closes what it makes on the way, for memory outside the Java heap is not returned by
 * the garbage collector.
 */
@NullMarked
package io.skelspark.model.layer;

import org.jspecify.annotations.NullMarked;
