/**
 * Files and folders on any file system that Hadoop knows: written whole or not at all, listed, hashed, and not replaced
 * unless {@link io.skelspark.storage.Existing} says so. All rooms that write files are above. Nothing here may name another
 * package of the project, or Spark.
 */
@NullMarked
package io.skelspark.storage;

import org.jspecify.annotations.NullMarked;
