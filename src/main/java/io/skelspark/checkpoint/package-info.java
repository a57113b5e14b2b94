/**
 * The folder of a run and the files in it: checkpoints, models, metrics and their provenance; and the model files of other
 * programs. Files are sealed and replaced whole.
 *
 * <p>It stores what {@link io.skelspark.train} produces, reads PyTorch's files with {@link io.skelspark.pickle}, and
 * writes with {@link io.skelspark.storage}. Settings, networks and Spark are not named here: callers pass paths, layouts
 * and texts.
 */
@NullMarked
package io.skelspark.checkpoint;

import org.jspecify.annotations.NullMarked;
