/**
 * A trained network as a model of Deep Java Library, for programs that use its predictors.
 *
 * <p>It stands on {@code io.skelspark.train.network}, {@code io.skelspark.transform}, the engine, and the check of clips in
 * {@code io.skelspark.source}. No concrete network is named here, and nothing of files or of Spark.
 */
@NullMarked
package io.skelspark.model.predict;

import org.jspecify.annotations.NullMarked;
