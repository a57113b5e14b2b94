<<<<<<< HEAD
/** Command lines: arguments become settings, settings one stage, its outcome an exit code. */
=======
/** The programs: each reads its arguments, runs one stage and ends with an exit code. */
>>>>>>> evaluate
@NullMarked
package io.skelspark.jobs;

import org.jspecify.annotations.NullMarked;
