/**
 * The implementations of {@link io.skelspark.train.AllReduce}: BigDL's parameter blocks and xgboost4j's rabit, each with the
 * same bits in every run.
 *
 * <p>Neighbours: the stage of ranks creates one for each rank by {@link
 * io.skelspark.cluster.allreduce.AllReduceKind}; the ranks meet at {@code cluster.barrier}; blocks of other executors come
 * through {@code cluster.internals}. BigDL's parameters and rabit are named here only, Spark's internals are not.
 */
@NullMarked
package io.skelspark.cluster.allreduce;

import org.jspecify.annotations.NullMarked;
