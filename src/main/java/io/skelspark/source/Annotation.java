package io.skelspark.source;

import io.skelspark.skeleton.PoseSample;
import java.util.List;

/**
 * A clip of a source as it was read, not validated yet.
 *
 * @param sample the clip, with its joints in the width of the source
 * @param splits names of the splits that the clip belongs to
 */
public record Annotation(PoseSample sample, List<String> splits) implements SourceRecord {
    public Annotation {
        splits = List.copyOf(splits);
    }

    @Override
    public String id() {
        return sample.id();
    }
}
