/** The folder of a run and the files in it: checkpoints, models and metrics, sealed and replaced whole. */
@NullMarked
package io.skelspark.checkpoint;

import org.jspecify.annotations.NullMarked;
