/**
 * Learning rates over the course of training: the settings of a schedule, and the rates that follow from it.
 *
 * <p>{@code io.skelspark.config} reads a schedule, {@code io.skelspark.train} follows it. Nothing but numbers is named here.
 */
@NullMarked
package io.skelspark.train.schedule;

import org.jspecify.annotations.NullMarked;
