/** Annotations in: a reader for each format, and the checks of each record. */
@NullMarked
package io.skelspark.source;

import org.jspecify.annotations.NullMarked;
