/**
 * Poses, skeleton layouts and graphs: the values every other package speaks of. It needs the JDK alone.
 */
@NullMarked
package io.skelspark.skeleton;

import org.jspecify.annotations.NullMarked;
