/** Readers of published annotation formats, one class each; they give the records of {@code io.skelspark.data}. */
@NullMarked
package io.skelspark.data.source;

import org.jspecify.annotations.NullMarked;
