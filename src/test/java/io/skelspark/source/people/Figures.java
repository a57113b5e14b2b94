package io.skelspark.source.people;

import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invented people of four joints, the corners of a box that is 60 wide and 80 high: its diagonal is 100. */
final class Figures {
    static final int JOINTS = 4;

    private Figures() {}

    /** Returns a person whose box starts at (x, y). */
    static Detection at(double x, double y) {
        return named(null, x, y);
    }

    static Detection named(@Nullable String track, double x, double y) {
        return scored(track, x, y, 1);
    }

    static Detection scored(@Nullable String track, double x, double y, double score) {
        double[] keypoint = {x, y, x + 60, y, x, y + 80, x + 60, y + 80};
        double[] scores = new double[JOINTS];
        Arrays.fill(scores, score);
        return new Detection(track, keypoint, scores, Double.NaN, null);
    }

    /** Returns a person without some joints, which keep their positions. */
    static Detection without(Detection person, int... joints) {
        double[] score = person.score().clone();
        for (int joint : joints) {
            score[joint] = 0;
        }
        return new Detection(person.track(), person.keypoint(), score, person.confidence(), person.box());
    }

    /** Returns frames one after the other. */
    @SafeVarargs
    static List<Frame> frames(List<Detection>... people) {
        List<Frame> frames = new ArrayList<>();
        for (List<Detection> each : people) {
            frames.add(new Frame(frames.size(), each));
        }
        return frames;
    }

    /** Returns the x of the first joint in each frame of a track, NaN where the person is absent. */
    static double[] xs(Track track) {
        return track.frames().stream()
                .mapToDouble(person -> person == null ? Double.NaN : person.keypoint()[0])
                .toArray();
    }

    /** Returns the people of a track's frames as a text, by which tracks are compared whatever their ids are. */
    static List<String> content(Track track) {
        return track.frames().stream()
                .map(person ->
                        person == null ? "-" : Arrays.toString(person.keypoint()) + Arrays.toString(person.score()))
                .toList();
    }
}
