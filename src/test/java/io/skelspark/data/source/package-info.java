<<<<<<< HEAD
/** Tests of the package of the same name. */
=======
/** Tests of the annotation sources. */
>>>>>>> pickles
@NullMarked
package io.skelspark.data.source;

import org.jspecify.annotations.NullMarked;
