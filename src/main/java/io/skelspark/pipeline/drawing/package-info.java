/** Draws clips, graphs and runs. */
@NullMarked
package io.skelspark.pipeline.drawing;

import org.jspecify.annotations.NullMarked;
