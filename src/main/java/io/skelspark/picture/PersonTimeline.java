package io.skelspark.picture;

import io.skelspark.evaluate.ScoredWindow;
import io.skelspark.evaluate.Segment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one person of a recording does over time.
 *
 * @param person index from 0; null for all people together
 * @param windows windows in order of time
 * @param segments segments in order of time, which do not overlap
 */
public record PersonTimeline(@Nullable Integer person, List<ScoredWindow> windows, List<Segment> segments) {
    /** Copies the lists. */
    public PersonTimeline {
        windows = List.copyOf(windows);
        segments = List.copyOf(segments);
    }

    /** Returns how the person is named on pictures: by the index, as the skeletons are. */
    public String name() {
        return person == null ? "all people" : "person " + person;
    }

    /** Returns the segment that holds a frame. */
    Optional<Segment> at(int frame) {
        return segments.stream()
                .filter(segment -> segment.start() <= frame && frame <= segment.end())
                .findFirst();
    }
}
