/**
 * Arrays and random numbers with NumPy's bits: tensors and their types, half precision, views.
 *
 * <p>The lowest package beside {@code storage}: it needs the JDK alone and names no other package of Skelspark.
 */
@NullMarked
package io.skelspark.tensor;

import org.jspecify.annotations.NullMarked;
