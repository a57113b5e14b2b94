/**
 * Names the actions in recordings: whole clips, long recordings window by window, and recordings as they arrive.
 *
 * <p>Every clip is scored by {@link io.skelspark.model.predict.ActionPredictor}; this package brings it to the executors and
 * its results into tables.
 */
@NullMarked
package io.skelspark.pipeline.prediction;

import org.jspecify.annotations.NullMarked;
