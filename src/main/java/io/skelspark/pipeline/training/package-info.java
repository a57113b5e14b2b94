/**
 * Trains one stream: the driver's side, which starts Spark stages of ranks and recovers from lost ones, and the work of each
 * rank.
 *
 * <p>The loop itself is {@link io.skelspark.train.Trainer}; ranks and barriers are in {@link io.skelspark.cluster}. BigDL
 * and Deep Java Library are not named here.
 */
@NullMarked
package io.skelspark.pipeline.training;

import org.jspecify.annotations.NullMarked;
