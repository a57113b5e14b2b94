/**
 * The commands of the launcher: each class parses its arguments, reads the settings, runs one class of {@code pipeline}
 * and turns the outcome into an exit code.
 *
 * <p>Neighbours: {@code config} reads the settings, {@code pipeline} does the work. No class of another package may name
 * this one. No tensor, network or file format is handled here.
 */
@NullMarked
package io.skelspark.jobs;

import org.jspecify.annotations.NullMarked;
