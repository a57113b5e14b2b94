package io.skelspark.pipeline.drawing;

import io.skelspark.config.ConfigError;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.prepared.StoredClip;
import io.skelspark.skeleton.PoseSample;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A lookup of single clips of a prepared set, by id or by place. */
final class ClipLookup {
    /** The number of similar ids that a message suggests for an unknown one. */
    private static final int NAMED = 5;

    private final PreparedSet set;
    private final Dataset<Row> clips;

    ClipLookup(SparkSession spark, PreparedSet set) {
        this.set = set;
        clips = set.table(spark);
    }

    /**
     * Returns the clip of an id.
     *
     * @throws ConfigError if the set has none, naming the most similar ids
     */
    PoseSample byId(String id) {
        List<Row> found = clips.where(column(StoredClip.ID).equalTo(id)).collectAsList();
        if (found.isEmpty()) {
            List<Row> ids = clips.select(StoredClip.ID).collectAsList();
            LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
            String near = ids.stream()
                    .map(row -> row.getString(0))
                    .sorted(Comparator.<String>comparingInt(other -> distance.apply(id, other))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(NAMED)
                    .collect(Collectors.joining(", "));
            throw new ConfigError("the set " + set.folder() + " has no clip '" + id + "'; the most similar of its "
                    + ids.size() + " ids are: " + near);
        }
        return StoredClip.of(found.get(0)).sample();
    }

    /**
     * Returns the clip at a place of a split, counted from 0 in the order of the source.
     *
     * @throws ConfigError if the set has no such split, or the split no such place
     */
    PoseSample byIndex(String split, int index) {
        long size;
        try {
            size = set.manifest().split(split).clips();
        } catch (IllegalArgumentException unknown) {
            throw new ConfigError(String.valueOf(unknown.getMessage()), unknown);
        }
        if (index < 0 || index >= size) {
            throw new ConfigError("clip " + index + " of split '" + split + "' of the set " + set.folder()
                    + ", expected 0 to " + (size - 1));
        }
        List<Row> ids = clips.where(functions.array_contains(column(StoredClip.SPLITS), split))
                .sort(StoredClip.ORDINAL)
                .select(StoredClip.ID)
                .limit(index + 1)
                .collectAsList();
        return byId(ids.get(index).getString(0));
    }

    private static Column column(String name) {
        return functions.col(name);
    }
}
