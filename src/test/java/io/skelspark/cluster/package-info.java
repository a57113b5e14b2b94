/** Tests of ranks on Spark: several ranks in one virtual machine, and on executors of their own. */
@NullMarked
package io.skelspark.cluster;

import org.jspecify.annotations.NullMarked;
