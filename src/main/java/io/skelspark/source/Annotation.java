package io.skelspark.source;

import io.skelspark.skeleton.PoseSample;
import java.util.List;

/**
 * One record of a source as it was read, not yet validated.
 *
 * @param sample the clip, its joints in the width of the source
 * @param splits names of the splits that list the clip
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
