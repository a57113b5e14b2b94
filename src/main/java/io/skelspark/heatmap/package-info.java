/**
 * Pseudo heat maps of joints and limbs: pure arithmetic on {@code skeleton}, drawn into memory that others provide.
 */
@NullMarked
package io.skelspark.heatmap;

import org.jspecify.annotations.NullMarked;
