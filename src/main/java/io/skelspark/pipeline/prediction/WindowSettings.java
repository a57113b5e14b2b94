package io.skelspark.pipeline.prediction;

import io.skelspark.evaluate.SegmentRules;
import io.skelspark.model.predict.Windows;
import java.io.Serializable;

/**
 * How long recordings are walked.
 *
 * @param windows how they are cut
 * @param segments how the scores of windows become segments
 */
public record WindowSettings(Windows windows, SegmentRules segments) implements Serializable {
    /** Returns these settings as the options that give them. */
    String options() {
        return "--window " + windows.length() + " --stride " + windows.stride() + " --smooth " + segments.smooth()
                + " --threshold " + segments.threshold() + " --min-length " + segments.minLength();
    }
}
