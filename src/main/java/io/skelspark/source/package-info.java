/**
 * Sources of annotations: a reader for each format, and the checks of each record.
 *
 * <p>{@code config} makes a source from its settings, and {@code pipeline.preparation} reads it, one task per file. A
 * source uses {@code pickle} for pickles, {@code storage} and Hadoop for files, {@code transform} for detections that
 * become people, and {@code skeleton} and {@code tensor} for what it returns. The libraries for JSON and MATLAB files
 * stay here. Spark, prepared sets and settings files are not named.
 */
@NullMarked
package io.skelspark.source;

import org.jspecify.annotations.NullMarked;
