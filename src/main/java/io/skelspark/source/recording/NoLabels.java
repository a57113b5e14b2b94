package io.skelspark.source.recording;

import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** No labels: each recording is a clip whose action is not known, to be drawn or predicted. */
public record NoLabels() implements Labels {
    @Override
    public List<Segment> of(String recording, Configuration hadoop) {
        return List.of(Segment.whole(null, List.of(), Collections.emptySortedMap()));
    }
}
