package io.skelspark.source.recording;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a recording that is a clip, with what is known of it.
 *
 * @param first first frame, from 0
 * @param last last frame, or {@link #END}
 * @param person identity of the one person that it is about, or null for all
 * @param label name or index of the class, or null if it is not known
 * @param splits splits of the clip
 * @param attributes what else is known, by name
 */
public record Segment(
        int first,
        int last,
        @Nullable String person,
        @Nullable String label,
        List<String> splits,
        SortedMap<String, String> attributes)
        implements Serializable {
    /** The last frame of a segment that goes on to the end of the recording. */
    public static final int END = Integer.MAX_VALUE;

    /** Copies the lists. */
    public Segment {
        splits = List.copyOf(splits);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Returns a recording as a whole. */
    public static Segment whole(@Nullable String label, List<String> splits, SortedMap<String, String> attributes) {
        return new Segment(0, END, null, label, splits, attributes);
    }

    /** Returns other frames of the recording, of which the same is known. */
    Segment between(int newFirst, int newLast) {
        return new Segment(newFirst, newLast, person, label, splits, attributes);
    }

    /** Returns the identifier of the clip: the recording alone, or with the frames and the person that it is about. */
    public String id(String recording) {
        String frames = first == 0 && last == END ? "" : "[" + first + "-" + (last == END ? "" : last) + "]";
        return recording + frames + (person == null ? "" : "#" + person);
    }
}
