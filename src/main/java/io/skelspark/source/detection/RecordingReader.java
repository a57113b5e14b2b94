package io.skelspark.source.detection;

import io.skelspark.source.MalformedRecordException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A recording that is read frame by frame, from the first to the last. */
public interface RecordingReader extends Closeable {
    /** Returns what the recording says of itself. */
    RecordingHeader header();

    /**
     * Reads the next frame. Indices ascend; a frame that is left out has nobody in it.
     *
     * @return null after the last frame
     * @throws MalformedRecordException if the content does not follow the format; names the frame
     * @throws IOException if the file is cut short or the file system fails
     */
    @Nullable
    Frame next() throws IOException, MalformedRecordException;
}
