/**
 * What is in recordings that nobody has described yet: their format, layout, people and units, and settings to start from.
 *
 * <p>The command {@code inspect} calls {@link io.skelspark.pipeline.inspection.Inspect}. This package uses
 * {@code source.recording} and {@code source.detection} for reading, {@code config} for the formats and layouts there are,
 * {@code storage} and Hadoop for files. It needs no Spark.
 */
@NullMarked
package io.skelspark.pipeline.inspection;

import org.jspecify.annotations.NullMarked;
