/** What the jobs share: timed steps, and the checks of a prepared set against the settings. */
@NullMarked
package io.skelspark.pipeline;

import org.jspecify.annotations.NullMarked;
