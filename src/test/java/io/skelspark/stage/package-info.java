/** Tests of the package of the same name. */
@NullMarked
package io.skelspark.stage;

import org.jspecify.annotations.NullMarked;
