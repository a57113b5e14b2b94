/** A barrier for ranks that waits without polling, through an endpoint on the driver. */
@NullMarked
package io.skelspark.cluster.barrier;

import org.jspecify.annotations.NullMarked;
