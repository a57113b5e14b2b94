/**
 * Evaluation: averaging of views, metrics, fusion of streams, and tables.
 *
 * <p>Used by {@code train} for validation and by the scoring jobs. It needs the JDK only and names
 * {@code skeleton} alone of the other packages; files and formats other than plain text are left to its callers.
 */
@NullMarked
package io.skelspark.evaluate;

import org.jspecify.annotations.NullMarked;
