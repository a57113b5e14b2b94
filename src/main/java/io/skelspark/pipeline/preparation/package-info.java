/**
 * The job {@code prepare}: makes a prepared set of a source, and tables of heat-map volumes of a prepared set, on Spark. What
 * a set looks like is decided in {@code prepared}, what a record looks like in {@code source}. It may not name another job,
 * {@code model} or {@code cluster}.
 */
@NullMarked
package io.skelspark.pipeline.preparation;

import org.jspecify.annotations.NullMarked;
