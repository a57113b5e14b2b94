/** Tests of the programs. */
@NullMarked
package io.skelspark.jobs;

import org.jspecify.annotations.NullMarked;
