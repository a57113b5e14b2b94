/** Tests of the programs. */
@NullMarked
package io.skelspark.data.demo;

import org.jspecify.annotations.NullMarked;
