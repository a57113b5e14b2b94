/** Compares our numbers with those of the reference implementation, case by case, as the folder's index lists them. */
@NullMarked
package io.skelspark.golden;

import org.jspecify.annotations.NullMarked;
