/**
 * Protocols: who trains, who validates and who is tested, of the clips of a prepared set.
 *
 * <p>A {@link io.skelspark.protocol.Protocol} divides a {@link io.skelspark.protocol.ClipList} by ids, labels, splits and
 * attributes alone, so that its {@link io.skelspark.protocol.Division} is the same for any number of files, tasks and ranks.
 * {@code config} makes a protocol from its settings; {@code pipeline} divides a set before it computes anything. Spark, files
 * and settings are not named.
 */
@NullMarked
package io.skelspark.protocol;

import org.jspecify.annotations.NullMarked;
