/** The stages of the pipeline, prepare, train and evaluate: each a short list of named, timed steps. */
@NullMarked
package io.skelspark.stage;

import org.jspecify.annotations.NullMarked;
