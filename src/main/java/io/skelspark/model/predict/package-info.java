/**
 * Names the actions of clips with trained networks: of whole clips, and of frames as they arrive. Every job and program that
 * scores clips does it here.
 *
 * <p>It stands on {@code io.skelspark.train.network}, {@code io.skelspark.transform}, and the check of clips in
 * {@code io.skelspark.source}. No concrete network is named here, and nothing of files or of Spark.
 */
@NullMarked
package io.skelspark.model.predict;

import org.jspecify.annotations.NullMarked;
