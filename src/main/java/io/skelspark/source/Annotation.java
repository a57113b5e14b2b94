package io.skelspark.source;

import io.skelspark.skeleton.PoseSample;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A clip of a source as it was read, not validated yet.
 *
 * @param sample the clip, with its joints in the width of the source
 * @param splits names of the splits that the clip belongs to
 * @param attributes what else is known of the clip, by name: its subject, its camera; protocols divide a set by them
 * @param first where the clip begins in its recording, in frames of the clip from 0
 */
public record Annotation(PoseSample sample, List<String> splits, SortedMap<String, String> attributes, int first)
        implements SourceRecord {
    public Annotation {
        splits = List.copyOf(splits);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Makes a clip that is a recording. */
    public Annotation(PoseSample sample, List<String> splits, SortedMap<String, String> attributes) {
        this(sample, splits, attributes, 0);
    }

    /** Makes a clip of which nothing else is known. */
    public Annotation(PoseSample sample, List<String> splits) {
        this(sample, splits, Collections.emptySortedMap());
    }

    @Override
    public String id() {
        return sample.id();
    }
}
