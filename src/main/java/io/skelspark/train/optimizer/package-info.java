/**
 * The arithmetic that turns an averaged gradient into an update of the weights, on plain float arrays.
 *
 * <p>{@code io.skelspark.train} calls it once a step. Nothing of the loop, of networks or of ranks is named here.
 */
@NullMarked
package io.skelspark.train.optimizer;

import org.jspecify.annotations.NullMarked;
