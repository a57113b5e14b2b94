/**
 * The settings: the only reader of HOCON. Every default is in a file of {@code conf/}; every value is checked when it is
 * read, before a job starts.
 *
 * <p>{@code Settings} reads and checks one value. {@code DatasetConfig}, {@code ProtocolConfig}, {@code TrainConfig}, {@code EvaluateConfig},
 * {@code ModelConfig} and {@code Pipelines} each read one section and fill the settings records of other packages.
 * {@code RunConfig} holds them all.
 *
 * <p>Neighbours: {@code jobs} and {@code pipeline} use this package; it names the records of {@code prepared},
 * {@code source}, {@code protocol}, {@code transform}, {@code model}, {@code train}, {@code evaluate} and {@code cluster}. No class of Spark
 * may be named here, and no other package may name Typesafe Config.
 */
@NullMarked
package io.skelspark.config;

import org.jspecify.annotations.NullMarked;
