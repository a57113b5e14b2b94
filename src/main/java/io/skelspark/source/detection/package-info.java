/**
 * What pose estimators write, before anyone is followed from frame to frame: recordings of frames of people.
 *
 * <p>A {@link io.skelspark.source.detection.PoseFormat} in {@code source.estimator} reads the files of one tool,
 * {@code source.people} makes tracks of the people, and {@code source.recording} makes clips of the tracks. This package
 * uses {@code source} for faults, {@code skeleton}, {@code storage} and Hadoop for files, and Jackson for JSON.
 */
@NullMarked
package io.skelspark.source.detection;

import org.jspecify.annotations.NullMarked;
