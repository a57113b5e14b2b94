/** Annotations in, prepared data sets out: readers of published formats, validation, storage, checkpoints on disk. */
@NullMarked
package io.skelspark.data;

import org.jspecify.annotations.NullMarked;
