/**
 * Files and folders on any file system that Hadoop knows: written whole or not at all, listed, hashed, and not replaced
 * unless {@link io.skelspark.storage.Existing} says so. Text of unknown origin becomes safe in their
 * names, lines and cells here. All rooms that write files are above. Nothing here may name another
 * package of the project, or Spark.
 */
@NullMarked
package io.skelspark.storage;

import org.jspecify.annotations.NullMarked;
