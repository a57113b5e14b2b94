/**
 * Scores clips with trained streams, fuses the streams, and writes the report with its tables; names the actions of new
 * clips.
 *
 * <p>Metrics and tables are computed in {@link io.skelspark.evaluate}, pictures drawn in {@link io.skelspark.picture}. Deep
 * Java Library is not named here: {@link io.skelspark.train.network.Scorer} stands for it.
 */
@NullMarked
package io.skelspark.pipeline.scoring;

import org.jspecify.annotations.NullMarked;
