/**
 * Recognisers: networks of a backbone and a head, and their size and cost.
 *
 * <p>{@code gcn} and {@code cnn} hold the backbones and heads, {@code layer} what these are built of, {@code engine} runs them,
 * {@code predict} offers them to programs. They implement {@code io.skelspark.train.network} and are made by
 * {@code io.skelspark.config}. Only these packages name Deep Java Library. They run on one device and know nothing of ranks,
 * files or Spark.
 */
@NullMarked
package io.skelspark.model;

import org.jspecify.annotations.NullMarked;
