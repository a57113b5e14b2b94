/**
 * Experiments of many runs: trials that train beside one another, the decision which of them go on, and the table that
 * compares them.
 *
 * <p>Neighbours: {@code config} says which trials there are, {@code pipeline.training} trains each, and
 * {@code pipeline.scoring} scores it. No rank, tensor or checkpoint's content is handled here.
 */
@NullMarked
package io.skelspark.pipeline.experiment;

import org.jspecify.annotations.NullMarked;
