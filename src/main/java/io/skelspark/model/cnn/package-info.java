/**
 * 3D convolutional networks over heat-map volumes, under the names of the reference's modules. Activations have the shape
 * (N, C, T, H, W); in evaluation they lie in memory with channels last, as (N, T, H, W, C).
 *
 * <p>{@code io.skelspark.model} makes recognisers of backbone and head. Neither graph networks nor settings files are named
 * here.
 */
@NullMarked
package io.skelspark.model.cnn;

import org.jspecify.annotations.NullMarked;
