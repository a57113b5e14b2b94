package io.skelspark.prepared;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** The clips of a prepared set that a job reads. */
public sealed interface Selection extends Serializable {
    /** Returns what the clips are, for messages. */
    String title();

    /** Returns the number of clips if no part of the set is left out. */
    int clips();

    /** Returns whether a clip belongs to it, by its place in the set and its splits. */
    boolean contains(long ordinal, List<String> splits);

    /** The clips of a split. */
    record OfSplit(String split, int clips) implements Selection {
        @Override
        public String title() {
            return "split " + split;
        }

        @Override
        public boolean contains(long ordinal, List<String> splits) {
            return splits.contains(split);
        }
    }

    /** Some clips by their places; 8 bytes a clip go to each rank. */
    record Chosen(String title, long[] ordinals) implements Selection {
        /** Copies and sorts the places. */
        public Chosen {
            ordinals = ordinals.clone();
            Arrays.sort(ordinals);
        }

        @Override
        public int clips() {
            return ordinals.length;
        }

        @Override
        public boolean contains(long ordinal, List<String> splits) {
            return Arrays.binarySearch(ordinals, ordinal) >= 0;
        }
    }
}
