package io.skelspark.prepared;

import io.skelspark.source.SkeletonSource;
import io.skelspark.storage.Existing;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of the job {@code prepare}: a set to make of a source.
 *
 * @param name name of the set
 * @param source the records to read
 * @param rules the rules for every clip; each split must get at least one
 * @param output where the set goes
 * @param maxRejectedFraction the job fails if more than this share of the records is rejected, 0 to 1
 * @param text the settings that decide the content of the set, for the manifest
 */
public record PrepareSettings(
        String name,
        SkeletonSource source,
        ClipRules rules,
        Output output,
        double maxRejectedFraction,
        Map<String, String> text)
        implements Serializable {

    /**
     * The output of the job.
     *
     * @param folder folder of the prepared set, on any file system that Hadoop knows
     * @param partitions number of Parquet files
     * @param existing what to do about a finished set in the folder; one that is up to date is never refused
     */
    public record Output(String folder, int partitions, Existing existing) implements Serializable {
        /**
         * Checks the number of files.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Output {
            if (partitions < 1) {
                throw new IllegalArgumentException("partitions " + partitions + ", expected at least 1");
            }
        }
    }

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if the fraction is out of range
     */
    public PrepareSettings {
        text = new TreeMap<>(text);
        if (!(maxRejectedFraction >= 0 && maxRejectedFraction <= 1)) {
            throw new IllegalArgumentException("maxRejectedFraction " + maxRejectedFraction + ", expected 0 to 1");
        }
    }
}
