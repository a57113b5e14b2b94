/** Tests of the pickle readers, with pickles written in place. */
@NullMarked
package io.skelspark.data.pickle;

import org.jspecify.annotations.NullMarked;
