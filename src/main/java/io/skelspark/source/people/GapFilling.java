package io.skelspark.source.people;

import io.skelspark.source.detection.Detection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills the gaps of one track, joint by joint. */
final class GapFilling {
    private final Track track;
    private final List<@Nullable Detection> frames;
    private final boolean[] changed;
    private long joints;
    private long filled;
    private long missing;
    private int bridged;

    GapFilling(Track track, int longest) {
        this.track = track;
        frames = new ArrayList<>(track.frames());
        changed = new boolean[frames.size()];
        int first = 0;
        while (first < frames.size() && frames.get(first) == null) {
            first++;
        }
        int last = frames.size() - 1;
        while (last > first && frames.get(last) == null) {
            last--;
        }
        if (first < frames.size()) {
            for (int joint = 0; joint < sight(first).joints(); joint++) {
                fill(joint, first, last, longest);
            }
        }
    }

    MissingJoints.Filled filled() {
        return new MissingJoints.Filled(
                filled == 0 ? track : new Track(track.id(), frames), new JointCounts(joints, filled, missing), bridged);
    }

    private void fill(int joint, int first, int last, int longest) {
        joints += last - first + 1;
        int before = -1;
        int gaps = 0;
        for (int frame = first; frame <= last; frame++) {
            Detection person = frames.get(frame);
            if (person == null || !(person.score()[joint] > 0)) {
                gaps++;
                continue;
            }
            int gap = frame - before - 1;
            if (before >= 0 && gap > 0 && gap <= longest) {
                for (int between = before + 1; between < frame; between++) {
                    put(joint, between, before, frame);
                }
                filled += gap;
                gaps -= gap;
            }
            before = frame;
        }
        missing += gaps;
    }

    /** Puts a joint on the line between two frames in which it was found. */
    private void put(int joint, int frame, int before, int after) {
        Detection from = sight(before);
        Detection to = sight(after);
        Detection person = changeable(frame, from);
        double share = (double) (frame - before) / (after - before);
        int dimensions = from.dimensions();
        for (int at = joint * dimensions; at < (joint + 1) * dimensions; at++) {
            person.keypoint()[at] = Interpolation.between(from.keypoint()[at], to.keypoint()[at], share);
        }
        person.score()[joint] = Math.min(from.score()[joint], to.score()[joint]);
    }

    /** Returns the person in a frame as a copy that this object may change, or a new one if the frame has none. */
    private Detection changeable(int frame, Detection model) {
        Detection person = frames.get(frame);
        if (person != null && changed[frame]) {
            return person;
        }
        Detection copy;
        if (person == null) {
            bridged++;
            copy = new Detection(
                    model.track(), new double[model.keypoint().length], new double[model.joints()], Double.NaN, null);
        } else {
            copy = new Detection(
                    person.track(),
                    person.keypoint().clone(),
                    person.score().clone(),
                    person.confidence(),
                    person.box());
        }
        changed[frame] = true;
        frames.set(frame, copy);
        return copy;
    }

    private Detection sight(int frame) {
        Detection person = frames.get(frame);
        if (person == null) {
            throw new IllegalStateException("nobody in frame " + frame + " of track " + track.id());
        }
        return person;
    }
}
