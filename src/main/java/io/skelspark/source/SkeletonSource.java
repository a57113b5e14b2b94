package io.skelspark.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Files in one format, with the reader for them. A new format is one new class, and one line in {@code config}. */
public interface SkeletonSource extends Serializable {
    /**
     * Lists the files of the source in a fixed order. Each is read by one task. A folder stands for the files in it, see
     * {@link #contents}.
     *
     * @throws IOException if there is none, naming the path and the files that were expected
     */
    List<String> files(Configuration hadoop) throws IOException;

    /**
     * Lists further files that {@link #read} uses, such as lists and labels. A set is prepared again if they change.
     *
     * @throws IOException if one is missing, naming it
     */
    default List<String> companions(Configuration hadoop) throws IOException {
        return List.of();
    }

    /**
     * Lists the files that an entry of {@link #files} stands for, in a fixed order.
     *
     * @throws IOException if the file system fails
     */
    default List<String> contents(String file, Configuration hadoop) throws IOException {
        return List.of(file);
    }

    /** Returns the source without its labels, for clips whose action is not known; clips of other sources need none. */
    default SkeletonSource withoutLabels() {
        return this;
    }

    /**
     * Returns the source of long recordings in parts, for windows that walk over them. A recording of more frames than a part
     * is a clip for each part, so that not all of its frames are in memory. A source of whole clips stays as it is.
     *
     * @param length number of frames of a part
     * @param overlap number of frames that a part shares with the next one, fewer than {@code length}
     * @param shortest fewest frames of the last part, more than {@code overlap}; the part before it takes what is less
     */
    default SkeletonSource inParts(int length, int overlap, int shortest) {
        return this;
    }

    /**
     * Reads one file record by record, in file order, holding only a few records at a time. A record that cannot be
     * read becomes a {@link Rejection}, the rest of a damaged file of many a {@link Loss}. Clips that the rules of the
     * source leave out become {@link Omission}s, what they change {@link Adjustment}s. The iterator does not throw for bad content.
     *
     * @throws IOException if the file system fails
     */
    Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException;
}
