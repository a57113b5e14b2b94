package io.skelspark.protocol;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a protocol knows of a clip.
 *
 * @param ordinal place of the clip in its set
 * @param id identifier, unique in the set
 * @param label index of the class
 * @param splits names of the splits that the clip belongs to
 * @param attributes what else is known of it, by name
 */
public record ListedClip(
        long ordinal, String id, int label, List<String> splits, SortedMap<String, String> attributes) {
    /** Copies list and map. */
    public ListedClip {
        splits = List.copyOf(splits);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }
}
