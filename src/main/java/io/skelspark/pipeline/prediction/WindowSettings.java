package io.skelspark.pipeline.prediction;

import io.skelspark.evaluate.SegmentRules;
import io.skelspark.model.predict.Windows;
import io.skelspark.source.SkeletonSource;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How long recordings are walked.
 *
 * @param windows how they are cut
 * @param segments how the scores of windows become segments
 * @param windowsOfAPart number of windows of one person in a part of a recording, which is in memory as a whole
 */
public record WindowSettings(Windows windows, SegmentRules segments, int windowsOfAPart) implements Serializable {
    /** Half an hour of 30 frames a second. */
    private static final int FRAMES_OF_A_PART = 54_000;

    /** Creates settings that divide recordings of more than half an hour. */
    public WindowSettings(Windows windows, SegmentRules segments) {
        this(windows, segments, Math.max(1, FRAMES_OF_A_PART / windows.stride()));
    }

    /** Returns a source as it is walked: its long recordings in parts that have the windows of the whole. */
    static SkeletonSource walked(SkeletonSource source, @Nullable WindowSettings walk) {
        if (walk == null) {
            return source;
        }
        int overlap = walk.windows.length() - walk.windows.stride();
        return source.inParts(walk.windowsOfAPart * walk.windows.stride() + overlap, overlap, walk.windows.length());
    }

    /** Returns these settings as the options that give them. */
    String options() {
        return "--window " + windows.length() + " --stride " + windows.stride() + " --smooth " + segments.smooth()
                + " --threshold " + segments.threshold() + " --min-length " + segments.minLength();
    }
}
