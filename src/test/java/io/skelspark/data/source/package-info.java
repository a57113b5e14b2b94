/** Tests of the annotation sources. */
@NullMarked
package io.skelspark.data.source;

import org.jspecify.annotations.NullMarked;
