/**
 * Poses, skeleton layouts and graphs.
 *
 * <p>Stands on {@code tensor} alone. It needs the JDK only: no Spark, no engine, no files.
 */
@NullMarked
package io.skelspark.skeleton;

import org.jspecify.annotations.NullMarked;
