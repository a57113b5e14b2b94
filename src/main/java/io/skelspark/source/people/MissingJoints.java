package io.skelspark.source.people;

import io.skelspark.source.detection.Detection;
import java.io.Serializable;

/**
 * The rule for joints that were not found. A joint is missing if its score is 0 or below the threshold, or if a value of it
 * is not finite. It is filled on the straight line between the frames before and after in which it was found, in equal
 * steps; its score is the smaller one of the two. Joints of frames that the person is absent from are filled in the same
 * way. What stays missing has position 0 and score 0.
 *
 * @param below scores below this are missing; 0 leaves those that the file says were not found
 * @param fill most frames in a row that a joint is filled in; 0 fills none. A longer gap, and one without a found joint on
 *     both sides, stays missing as a whole
 * @source the line and the longest gap of Pose2Sim, interp_if_gap_smaller_than; the zeros of ST-GCN,
 *     feeder/feeder_kinetics.py
 */
public record MissingJoints(double below, int fill) implements Serializable {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is negative
     */
    public MissingJoints {
        if (!(below >= 0) || fill < 0) {
            throw new IllegalArgumentException(
                    "missing below " + below + ", filled up to " + fill + " frames, expected 0 or more of both");
        }
    }

    /** Returns a person whose missing joints have position 0 and score 0. The one that is given stays as it is. */
    Detection clear(Detection person) {
        double[] keypoint = person.keypoint().clone();
        double[] score = person.score().clone();
        int dimensions = person.dimensions();
        boolean changed = false;
        for (int joint = 0; joint < score.length; joint++) {
            if (isMissing(person, joint)) {
                score[joint] = 0;
                for (int axis = 0; axis < dimensions; axis++) {
                    keypoint[joint * dimensions + axis] = 0;
                }
                changed = true;
            }
        }
        return changed ? new Detection(person.track(), keypoint, score, person.confidence(), person.box()) : person;
    }

    private boolean isMissing(Detection person, int joint) {
        double score = person.score()[joint];
        boolean missing = !(score > 0 && score >= below && Double.isFinite(score));
        int dimensions = person.dimensions();
        for (int axis = 0; axis < dimensions; axis++) {
            missing |= !Double.isFinite(person.keypoint()[joint * dimensions + axis]);
        }
        return missing;
    }

    /** Returns a track, whose missing joints are clear, with its gaps filled. */
    Filled fillGaps(Track track) {
        return new GapFilling(track, fill).filled();
    }

    /**
     * A track after filling.
     *
     * @param joints what became of its joints, from its first to its last frame
     * @param bridged frames without the person that have some now
     */
    record Filled(Track track, JointCounts joints, int bridged) {}
}
