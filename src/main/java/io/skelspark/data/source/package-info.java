/** Readers of annotation formats, one class each; what they give is checked by {@code data.Validator}. */
@NullMarked
package io.skelspark.data.source;

import org.jspecify.annotations.NullMarked;
