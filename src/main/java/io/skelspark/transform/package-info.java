/**
 * The transforms between a clip and a network's input, one class each under the reference's names.
 *
 * <p>Pure arithmetic on {@code skeleton}, {@code heatmap} and {@code tensor}; {@code config} builds pipelines of them from
 * settings. It needs the JDK only: no Spark, no engine, no files.
 */
@NullMarked
package io.skelspark.transform;

import org.jspecify.annotations.NullMarked;
