/** The all-reduces: BigDL's parameter blocks and xgboost4j's rabit, each the same bits on every run. */
@NullMarked
package io.skelspark.cluster.allreduce;

import org.jspecify.annotations.NullMarked;
