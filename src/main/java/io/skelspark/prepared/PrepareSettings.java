package io.skelspark.prepared;

import io.skelspark.skeleton.Layout;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.Validator;
import io.skelspark.storage.Existing;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the stage {@code Prepare} makes of which source.
 *
 * @param name name of the set
 * @param source what to read
 * @param layout the skeleton layout every clip must have
 * @param dimensions C, 2 or 3
 * @param classNames the classes in index order
 * @param splits the splits a clip may name; each must get at least one
 * @param output folder of the prepared set, on any file system Hadoop knows
 * @param maxRejectedFraction the job fails where more than this share of the records is rejected, 0 to 1
 * @param partitions number of Parquet files
 * @param settings all settings as text, for the manifest
 * @param existing what to do about a finished set in the folder
 */
public record PrepareSettings(
        String name,
        SkeletonSource source,
        Layout layout,
        int dimensions,
        List<String> classNames,
        List<String> splits,
        String output,
        double maxRejectedFraction,
        int partitions,
        Map<String, String> settings,
        Existing existing)
        implements Serializable {

    /** Collections are copied. @throws IllegalArgumentException if a value is out of range or a name stands twice */
    public PrepareSettings {
        classNames = List.copyOf(classNames);
        splits = List.copyOf(splits);
        settings = new TreeMap<>(settings);
        if (!(maxRejectedFraction >= 0 && maxRejectedFraction <= 1)) {
            throw new IllegalArgumentException("maxRejectedFraction " + maxRejectedFraction + ", expected 0 to 1");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions " + partitions + ", expected at least 1");
        }
        requireUnique("classNames", classNames);
        requireUnique("splits", splits);
    }

    /** What each clip is held to. */
    public Validator validator() {
        return new Validator(layout.size(), dimensions, classNames.size(), splits);
    }

    private static void requireUnique(String field, List<String> names) {
        HashSet<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(field + " names '" + name + "' twice, expected each once");
            }
        }
    }
}
