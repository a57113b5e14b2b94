/** Checkpoints and annotations from and to other tools. */
@NullMarked
package io.skelspark.pipeline.exchange;

import org.jspecify.annotations.NullMarked;
