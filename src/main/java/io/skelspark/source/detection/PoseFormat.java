package io.skelspark.source.detection;

import io.skelspark.source.MalformedRecordException;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The files of one pose estimator, with the reader for them. A new format is one new class, and one line in {@code config}. */
public interface PoseFormat extends Serializable {
    /** Returns whether the files of a recording lie in a folder, one for each frame; else a file holds whole recordings. */
    default boolean isFolder() {
        return false;
    }

    /**
     * Returns whether a file may be one of the format, by its name alone. In a folder that is read as a whole, other files
     * are passed over.
     *
     * @param name name of a file without its folder
     */
    boolean accepts(String name);

    /**
     * Returns whether a file may be one of the format, by its name and content.
     *
     * @param name name of the file without its folder
     * @param start the first bytes of the file, at most 64 KiB
     */
    boolean recognizes(String name, byte[] start);

    /**
     * Opens the recordings of a file, or of a folder if {@link #isFolder}. Frames are read when they are asked for.
     *
     * @return the recordings, by name; a folder may hold the frames of several
     * @throws MalformedRecordException if nothing of it can be read
     * @throws IOException if it is cut short or the file system fails
     */
    List<RecordingReader> open(String path, Configuration hadoop) throws IOException, MalformedRecordException;
}
