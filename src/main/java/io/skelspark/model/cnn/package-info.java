/**
 * Networks that recognise actions from heat-map volumes by 3D convolutions. Activations have the shape (N, C, T, H, W);
 * in evaluation they lie channels last in memory, as (N, T, H, W, C).
 */
@NullMarked
package io.skelspark.model.cnn;

import org.jspecify.annotations.NullMarked;
