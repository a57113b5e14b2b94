/** Files that appear whole or not at all, on any Hadoop file system. */
@NullMarked
package io.skelspark.storage;

import org.jspecify.annotations.NullMarked;
