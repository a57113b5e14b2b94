package io.skelspark.source.people;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What the rules made of the people of clips, in numbers. Frames are those before a change of the rate.
 *
 * @param frames frames of the clips
 * @param empty frames without anyone who is kept
 * @param detections people of all frames, as the files have them
 * @param leftOut detections that are in no track: without a joint, or without an identity where only that counts
 * @param tracks tracks that the other detections became
 * @param dropped tracks that are not kept
 * @param bridged frames that someone who is kept was absent from and is in now
 * @param joints what became of the joints
 */
public record Changes(
        long frames,
        long empty,
        long detections,
        long leftOut,
        long tracks,
        long dropped,
        long bridged,
        JointCounts joints)
        implements Serializable {
    /** The counts of nothing. */
    public static final Changes NONE = new Changes(0, 0, 0, 0, 0, 0, 0, JointCounts.NONE);

    /** Returns the counts of both. */
    public Changes plus(Changes other) {
        return new Changes(
                frames + other.frames,
                empty + other.empty,
                detections + other.detections,
                leftOut + other.leftOut,
                tracks + other.tracks,
                dropped + other.dropped,
                bridged + other.bridged,
                joints.plus(other.joints));
    }

    /** Returns what was linked, dropped and filled, a line each. */
    public List<String> lines() {
        return List.of(
                "people: " + tracks + " from " + detections + " detections, " + leftOut + " detections left out",
                "dropped: " + dropped + " of " + tracks + " people",
                "bridged: " + bridged + " frames of people who were absent between two frames",
                "joints: " + part(joints.filled(), joints.all()) + " filled, " + part(joints.missing(), joints.all())
                        + " left missing",
                "frames: " + part(empty, frames) + " without anyone");
    }

    private static String part(long count, long all) {
        double percent = all == 0 ? 0 : 100.0 * count / all;
        return String.format(Locale.ROOT, "%d of %d (%.1f %%)", count, all, percent);
    }
}
