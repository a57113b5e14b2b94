/** Scores a split, fuses the streams, and writes the tables. */
@NullMarked
package io.skelspark.pipeline.scoring;

import org.jspecify.annotations.NullMarked;
