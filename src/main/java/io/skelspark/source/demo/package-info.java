/**
 * The demonstration set: synthetic people who perform eight actions, drawn from a seed and written as JSON Lines.
 *
 * <p>The command {@code demo-set} writes it and {@code source} reads it back. This package uses {@code source},
 * {@code skeleton}, {@code tensor}, and from {@code storage} the answer to a set that exists. It writes local files with
 * the JDK: Hadoop and Spark are not named.
 */
@NullMarked
package io.skelspark.source.demo;

import org.jspecify.annotations.NullMarked;
