/** Tests of evaluation, against numbers computed by hand. */
@NullMarked
package io.skelspark.evaluate;

import org.jspecify.annotations.NullMarked;
