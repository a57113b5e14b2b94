/**
 * Readers of the files that pose estimators write, a class for each tool.
 *
 * <p>{@code config} chooses one by its name, and {@code source.recording} reads it. This package uses
 * {@code source.detection} for what it returns, {@code pickle} for arrays of NumPy, {@code storage} and Hadoop for files.
 */
@NullMarked
package io.skelspark.source.estimator;

import org.jspecify.annotations.NullMarked;
