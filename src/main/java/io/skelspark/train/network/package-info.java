/**
 * The interface of a network for training and evaluation: its definition, a replica that trains, a scorer with fixed
 * weights, the layout of its state, and the batches that it takes.
 *
 * <p>{@code io.skelspark.model} implements these types. No engine and no type of the training loop is named here.
 */
@NullMarked
package io.skelspark.train.network;

import org.jspecify.annotations.NullMarked;
