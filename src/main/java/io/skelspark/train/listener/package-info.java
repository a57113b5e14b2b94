/**
 * Listeners to the progress of training, and the events that they are told.
 *
 * <p>{@code io.skelspark.train} calls them; logs in files and TensorBoard's are in {@code io.skelspark.checkpoint} and
 * {@code io.skelspark.pipeline}. Neither the loop nor a file is named here.
 */
@NullMarked
package io.skelspark.train.listener;

import org.jspecify.annotations.NullMarked;
