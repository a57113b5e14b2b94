/** Trains one stream: the driver's side and what each rank does. */
@NullMarked
package io.skelspark.pipeline.training;

import org.jspecify.annotations.NullMarked;
