/**
 * The doctor: checks the driver and the executors of an application before it trains.
 *
 * <p>Neighbours: the job {@code doctor} prints its report; it asks {@code cluster} for executors and GPUs, and {@code model}
 * for the native engine. Configs, sets, runs and Spark's internals are not named here.
 */
@NullMarked
package io.skelspark.pipeline.doctor;

import org.jspecify.annotations.NullMarked;
