/** Command lines: arguments become settings, settings one stage, its outcome an exit code. */
@NullMarked
package io.skelspark.jobs;

import org.jspecify.annotations.NullMarked;
