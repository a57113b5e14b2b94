/** A prepared set: its manifest, the schema of its tables, and the clips as a rank reads them. */
@NullMarked
package io.skelspark.prepared;

import org.jspecify.annotations.NullMarked;
