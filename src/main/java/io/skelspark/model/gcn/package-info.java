/**
 * Graph convolutional networks over skeletons, under the names of the reference's modules: one backbone, spatial and temporal
 * units for its stages, and a head. Activations have the shape (N, C, T, V).
 *
 * <p>A new unit is a record that implements {@link io.skelspark.model.gcn.SpatialUnit} or
 * {@link io.skelspark.model.gcn.TemporalUnit}, and one line of {@code ModelConfig} in {@code io.skelspark.config}.
 * {@code io.skelspark.model} makes recognisers of backbone and head. Neither 3D networks nor settings files are named here.
 */
@NullMarked
package io.skelspark.model.gcn;

import org.jspecify.annotations.NullMarked;
