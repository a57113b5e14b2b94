/** Makes a prepared set from a source, and tables of heat-map volumes from a prepared set. */
@NullMarked
package io.skelspark.pipeline.preparation;

import org.jspecify.annotations.NullMarked;
