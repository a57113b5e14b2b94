package io.skelspark.pipeline.prediction;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How recordings are scored, and what is written of them.
 *
 * @param walk how recordings are cut; null to score each clip as a whole
 * @param top number of classes in a row
 * @param timelines whether a page with the timeline of each recording is drawn; only of recordings that are cut
 */
public record PredictionSettings(@Nullable WindowSettings walk, int top, boolean timelines) implements Serializable {
    /** Returns how recordings are walked, as the options that say it. */
    public String windows() {
        return walk == null ? "none" : walk.options();
    }
}
