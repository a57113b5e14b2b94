/**
 * The job {@code visualize}: chooses what to draw of a prepared set, a network or a run, and writes the pictures that
 * {@code picture} draws. It reads scores through {@code pipeline.scoring}. No chart library and no pen here: they stay in
 * {@code picture}.
 */
@NullMarked
package io.skelspark.pipeline.drawing;

import org.jspecify.annotations.NullMarked;
