/** The programs: each reads its arguments, runs one stage and ends with an exit code. */
@NullMarked
package io.skelspark.jobs;

import org.jspecify.annotations.NullMarked;
