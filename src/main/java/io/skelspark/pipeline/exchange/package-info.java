/**
 * Imports models of other programs as runs, and exports models and annotations for them.
 *
 * <p>The file formats are in {@link io.skelspark.checkpoint}, {@link io.skelspark.pickle} and
 * {@link io.skelspark.model.onnx}; here are the checks against
 * the settings. Spark and networks' layers are not named here.
 */
@NullMarked
package io.skelspark.pipeline.exchange;

import org.jspecify.annotations.NullMarked;
