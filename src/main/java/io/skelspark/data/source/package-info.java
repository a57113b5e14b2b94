<<<<<<< HEAD
/** Readers of annotation formats, one class each; what they give is checked by {@code data.Validator}. */
=======
/** Readers of published annotation formats, one class each; they give the records of {@code io.skelspark.data}. */
>>>>>>> pickles
@NullMarked
package io.skelspark.data.source;

import org.jspecify.annotations.NullMarked;
