/**
 * Recordings as clips of a set: their labels, their segments, and the source that reads them.
 *
 * <p>{@code config} makes a source from its settings. This package uses {@code source.detection} for what it reads,
 * {@code source.people} for tracks, {@code skeleton} for layouts, {@code storage} and Hadoop for files.
 */
@NullMarked
package io.skelspark.source.recording;

import org.jspecify.annotations.NullMarked;
