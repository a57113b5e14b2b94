package io.skelspark.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Reads one format of annotations. A new format is one new class. */
public interface SkeletonSource extends Serializable {
    /**
     * The files of the source, in a fixed order; each is read by one task.
     *
     * @throws IOException if there is none, naming the path and what was looked for
     */
    List<String> files(Configuration hadoop) throws IOException;

    /**
     * Further files that {@link #read} looks into, such as lists and labels: a set is made anew where they change.
     *
     * @throws IOException if one is missing, naming it
     */
    default List<String> companions(Configuration hadoop) throws IOException {
        return List.of();
    }

    /**
     * Reads one file record by record, in file order, holding only a few records at a time. A record that cannot be
     * read is a {@link Rejection}; so is the rest of a file that breaks off. What the rules of the format leave out is
     * an {@link Omission}. The iterator does not throw for bad content.
     *
     * @throws IOException if the file system fails
     */
    Iterator<SourceRecord> read(String file, Configuration hadoop) throws IOException;
}
