/**
 * A prepared set: its folder with manifest and parts ({@link io.skelspark.prepared.PreparedSet}), the stored form of a clip
 * ({@link io.skelspark.prepared.StoredClip}), tables of heat-map volumes, and the clips as a rank reads them
 * ({@link io.skelspark.prepared.PoseDataset}, without Spark). It takes records from {@code source}; {@code pipeline} makes and
 * reads sets. It may not name {@code config}, {@code model} or {@code cluster}.
 */
@NullMarked
package io.skelspark.prepared;

import org.jspecify.annotations.NullMarked;
