package io.skelspark.source.people;

import io.skelspark.source.detection.Detection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A track that people are still added to. */
final class OpenTrack {
    /**
     * A person of the frame at hand.
     *
     * @param name identity in the file if it counts, or null
     */
    record Candidate(Detection person, Box box, @Nullable String name) {}

    private final @Nullable Detection[] frames;
    private @Nullable String name;
    private Candidate latest;
    private int latestFrame;
    /** How far the person moves from frame to frame: half the latest step and half the steps before. */
    private final double[] speed;

    OpenTrack(int length, int frame, Candidate first) {
        frames = new @Nullable Detection[length];
        frames[frame] = first.person();
        latest = first;
        latestFrame = frame;
        speed = new double[first.person().dimensions()];
    }

    @Nullable
    String name() {
        return name;
    }

    void name(String newName) {
        name = newName;
    }

    /** Returns the frames since the person was there last: 0 in that frame, 1 in the next one. */
    int age(int frame) {
        return frame - latestFrame;
    }

    void add(int frame, Candidate next) {
        int age = age(frame);
        for (int axis = 0; axis < speed.length; axis++) {
            speed[axis] = (speed[axis] + step(next, axis) / age) / 2;
        }
        frames[frame] = next.person();
        latest = next;
        latestFrame = frame;
    }

    /** Returns one minus the overlap of a person's box and the one that is expected in a frame; infinite without overlap. */
    double overlapCost(int frame, Candidate next) {
        double overlap = latest.box().overlap(next.box(), shift(frame));
        return overlap == 0 ? Double.POSITIVE_INFINITY : 1 - overlap;
    }

    /**
     * Returns the mean distance of a person's joints from those expected in a frame, as a share of the larger one's size.
     * Without a joint in common, the centres of the boxes count.
     */
    double distanceCost(int frame, Candidate next) {
        double[] shift = shift(frame);
        double sum = 0;
        int joints = 0;
        for (int joint = 0; joint < next.person().joints(); joint++) {
            if (isInBoth(next, joint)) {
                double squares = 0;
                for (int axis = 0; axis < shift.length; axis++) {
                    squares += square(difference(next, joint, axis) - shift[axis]);
                }
                sum += Math.sqrt(squares);
                joints++;
            }
        }
        if (joints == 0) {
            double squares = 0;
            for (int axis = 0; axis < shift.length; axis++) {
                squares += square(next.box().centre(axis) - latest.box().centre(axis) - shift[axis]);
            }
            sum = Math.sqrt(squares);
            joints = 1;
        }
        return sum == 0
                ? 0
                : sum / joints / Math.max(latest.box().size(), next.box().size());
    }

    /** Returns the mean difference of the joints that two sights of the person have in common, or of the boxes' centres. */
    private double step(Candidate next, int axis) {
        double sum = 0;
        int joints = 0;
        for (int joint = 0; joint < next.person().joints(); joint++) {
            if (isInBoth(next, joint)) {
                sum += difference(next, joint, axis);
                joints++;
            }
        }
        return joints > 0
                ? sum / joints
                : next.box().centre(axis) - latest.box().centre(axis);
    }

    private boolean isInBoth(Candidate next, int joint) {
        return latest.person().score()[joint] > 0 && next.person().score()[joint] > 0;
    }

    private double difference(Candidate next, int joint, int axis) {
        int at = joint * speed.length + axis;
        return next.person().keypoint()[at] - latest.person().keypoint()[at];
    }

    private double[] shift(int frame) {
        double[] shift = new double[speed.length];
        Arrays.setAll(shift, axis -> speed[axis] * age(frame));
        return shift;
    }

    private static double square(double number) {
        return number * number;
    }

    Track close(String id) {
        return new Track(id, Arrays.asList(frames));
    }
}
