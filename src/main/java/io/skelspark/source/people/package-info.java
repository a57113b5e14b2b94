/**
 * People of a recording: who is who from frame to frame, who is kept, and what becomes of joints that were not found.
 *
 * <p>{@code source.recording} applies these rules to the frames of a clip. This package uses {@code source.detection} and
 * {@code skeleton}.
 */
@NullMarked
package io.skelspark.source.people;

import org.jspecify.annotations.NullMarked;
