/** The devices of ranks: the processors and GPUs that Spark hands out. */
@NullMarked
package io.skelspark.cluster.device;

import org.jspecify.annotations.NullMarked;
