package io.skelspark.source.detection;

import io.skelspark.skeleton.ImageShape;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recording says of itself before its frames.
 *
 * @param id name of the recording: that of its file or folder, without suffixes
 * @param unit unit of the coordinates; if the file does not tell, the one that the tool writes by default
 * @param scored whether the joints have scores
 * @param jointNames names of the joints in the order of the file; empty if the file has none
 * @param image size of the image, or null if the file has none
 * @param frames number of frames, or 0 if only reading them tells
 * @param fps frames a second, or 0 if the file does not tell
 */
public record RecordingHeader(
        String id,
        Unit unit,
        boolean scored,
        List<String> jointNames,
        @Nullable ImageShape image,
        int frames,
        double fps)
        implements Serializable {
    /** Copies the list. */
    public RecordingHeader {
        jointNames = List.copyOf(jointNames);
    }

    /** Creates the header of a file that says nothing but its joints. */
    public RecordingHeader(String id, Unit unit, boolean scored) {
        this(id, unit, scored, List.of(), null, 0, 0);
    }
}
