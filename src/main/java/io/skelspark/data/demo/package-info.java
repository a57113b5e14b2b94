/** A synthetic data set whose actions only motion reveals, to try everything on without any download. */
@NullMarked
package io.skelspark.data.demo;

import org.jspecify.annotations.NullMarked;
