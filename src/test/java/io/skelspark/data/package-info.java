/** Tests of the package of the same name. */
@NullMarked
package io.skelspark.data;

import org.jspecify.annotations.NullMarked;
