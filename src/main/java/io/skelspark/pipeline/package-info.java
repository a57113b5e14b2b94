/**
 * The classes that jobs share: timed phases, the checks of a prepared set against the settings, the identity of a run, and trained
 * runs as jobs open them.
 *
 * <p>The packages below it are one each for a group of jobs; {@link io.skelspark.jobs} calls them. Command lines and exit
 * codes are not named here.
 */
@NullMarked
package io.skelspark.pipeline;

import org.jspecify.annotations.NullMarked;
