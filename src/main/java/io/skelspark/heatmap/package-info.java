/**
 * Pseudo heat maps of joints and limbs, drawn into memory that the caller provides.
 *
 * <p>Pure arithmetic on {@code skeleton} and {@code tensor}, used by {@code transform} and {@code prepared}. It needs the
 * JDK only: no Spark, no engine, no files.
 */
@NullMarked
package io.skelspark.heatmap;

import org.jspecify.annotations.NullMarked;
