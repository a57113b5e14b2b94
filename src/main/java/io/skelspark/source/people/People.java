package io.skelspark.source.people;

import java.util.List;
import java.util.Locale;

/**
 * The people of a clip after all rules.
 *
 * @param length T, the number of frames of the clip
 * @param tracks the people that are kept, in their order; empty if there is nobody
 * @param dropped the people that are not
 * @param changes what was done, in numbers
 */
public record People(int length, List<Track> tracks, List<Dropped> dropped, Changes changes) {
    /** Copies the lists. */
    public People {
        tracks = List.copyOf(tracks);
        dropped = List.copyOf(dropped);
    }

    /**
     * A person who is not kept.
     *
     * @param track identity of the person
     * @param frames frames that have the person
     * @param length frames of the clip
     * @param score mean score of the joints
     * @param expected what the rule asks for
     */
    public record Dropped(String track, int frames, int length, double score, String expected) {
        /** Returns who was dropped, for the list of omissions. */
        public String found() {
            return String.format(
                    Locale.ROOT, "person %s in %d of %d frames, mean score %.2f", track, frames, length, score);
        }
    }
}
