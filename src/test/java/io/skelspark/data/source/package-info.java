/** Tests of the package of the same name. */
@NullMarked
package io.skelspark.data.source;

import org.jspecify.annotations.NullMarked;
