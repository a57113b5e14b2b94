/** The demonstration set. */
@NullMarked
package io.skelspark.source.demo;

import org.jspecify.annotations.NullMarked;
