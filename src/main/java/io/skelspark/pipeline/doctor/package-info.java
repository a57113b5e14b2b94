/** Checks the driver and the executors. */
@NullMarked
package io.skelspark.pipeline.doctor;

import org.jspecify.annotations.NullMarked;
