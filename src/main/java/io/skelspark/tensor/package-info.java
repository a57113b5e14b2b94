/** Arrays: tensors and their types, half precision, views, and NumPy's random numbers. */
@NullMarked
package io.skelspark.tensor;

import org.jspecify.annotations.NullMarked;
