/**
 * The native engine, Deep Java Library with libtorch, and the two ways in which layers are run on it: a replica trains, a
 * scorer evaluates with fixed weights.
 *
 * <p>It runs any {@link io.skelspark.model.layer.Layer} and implements the types of {@code io.skelspark.train.network}. No
 * network is named here; those are declared in {@code io.skelspark.model} and the packages {@code gcn} and {@code cnn}.
 */
@NullMarked
package io.skelspark.model.engine;

import org.jspecify.annotations.NullMarked;
