package io.skelspark.source.people;

import io.skelspark.skeleton.Keyed;
import io.skelspark.source.detection.Detection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which the people of frames become tracks.
 *
 * <p>By distance and overlap, the people of a frame are assigned to the tracks at hand so that the total cost is least. The
 * cost of a pair is the mean distance of the joints that both have, as a share of the larger person's box, or one minus
 * the overlap of their boxes. A track is expected where its latest speed takes it, so that people who cross keep their
 * tracks. A new person costs the reach: whoever is beyond it begins a track.
 *
 * @param by what a person is recognised by
 * @param reach largest distance that is accepted, as a share of the diagonal of the person's box; by overlap, one minus the
 *     smallest intersection over union that is accepted. Identities of the file hold over any distance
 * @param bridge most frames in a row that a person may be absent from; afterwards a new track begins. Identities of the file
 *     hold over any gap
 * @source the reach of {@code max_frame_dis} in ST-GCN, processor/demo_realtime.py, which takes the nearest track for one
 *     person after the other; the overlap and the gap of MMAction2, tools/data/skeleton/ntu_pose_extraction.py; speed and
 *     least total cost of SORT (Bewley et al., 2016)
 */
public record Linking(By by, double reach, int bridge) implements Serializable {
    /** What a person is recognised by. */
    public enum By implements Keyed {
        /**
         * The identity of the file, and distance for people without one. Such a person joins the nearest track, named or not;
         * a track without a name takes that of the first person with a new identity who joins it. Two names are never
         * joined. If the file has no identities, distance alone decides.
         */
        AUTO,
        /** The identity of the file alone. People without one are left out. */
        TRACK,
        /** Distance of joints, whatever identities the file has. */
        DISTANCE,
        /** Overlap of boxes, whatever identities the file has. */
        OVERLAP,
        /** The place in the list of a frame: nothing is linked. */
        NONE;

        /** Returns whether identities of the file count. */
        boolean usesIdentities() {
            return this == AUTO || this == TRACK;
        }
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the reach is not more than 0, or the bridge is negative
     */
    public Linking {
        if (!(reach > 0)) {
            throw new IllegalArgumentException("reach " + reach + ", expected more than 0");
        }
        if (bridge < 0) {
            throw new IllegalArgumentException("bridge of " + bridge + " frames, expected 0 or more");
        }
    }

    /**
     * Links the people of frames. A person without a joint that was found is nobody.
     *
     * @param frames the people of each frame; joints that were not found have score 0
     * @return the tracks in the order of appearance; those of one frame in the order of the file
     */
    List<Track> link(List<List<Detection>> frames) {
        return by == By.NONE ? byPlace(frames) : new Linker(this, frames.size()).link(frames);
    }

    private static List<Track> byPlace(List<List<Detection>> frames) {
        int most = frames.stream().mapToInt(List::size).max().orElse(0);
        List<Track> tracks = new ArrayList<>();
        for (int place = 0; place < most; place++) {
            List<@Nullable Detection> track = new ArrayList<>();
            for (List<Detection> people : frames) {
                Detection person = place < people.size() ? people.get(place) : null;
                track.add(person == null || Box.of(person) == null ? null : person);
            }
            tracks.add(new Track(String.valueOf(place), track));
        }
        tracks.removeIf(track -> track.length() == 0);
        return tracks;
    }
}
