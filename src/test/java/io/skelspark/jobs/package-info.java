/** Tests of the command lines. */
@NullMarked
package io.skelspark.jobs;

import org.jspecify.annotations.NullMarked;
