package io.skelspark.source.people;

import io.skelspark.source.detection.Detection;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person through the frames of a clip.
 *
 * @param id identity of the person: that of the file, or a number from 0 in the order of appearance
 * @param frames the person in each frame of the clip, null in a frame without
 */
public record Track(String id, List<@Nullable Detection> frames) {
    /** Copies the list. */
    public Track {
        frames = Collections.unmodifiableList(Arrays.asList(frames.toArray(new @Nullable Detection[0])));
    }

    /** Returns the number of frames that have the person. */
    public int length() {
        return (int) frames.stream().filter(Objects::nonNull).count();
    }
}
