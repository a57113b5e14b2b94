package io.skelspark.source.people;

import io.skelspark.source.detection.Detection;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** What tracks are compared by. Joints of score 0 do not count. */
final class TrackMeasures {
    private TrackMeasures() {}

    /** Returns the sum over the frames of the mean score of the joints. */
    static double score(Track track) {
        return found(track).stream()
                .mapToDouble(person -> Arrays.stream(person.score()).average().orElse(0))
                .sum();
    }

    /** Returns the mean area of the boxes. */
    static double area(Track track) {
        return meanOfBoxes(track, Box::area);
    }

    /** Returns the mean distance of the boxes' centres from a point of the image. */
    static double distance(Track track, double x, double y) {
        return meanOfBoxes(track, box -> Math.hypot(box.centre(0) - x, box.centre(1) - y));
    }

    /** Returns the variance over time of each coordinate, summed over the axes, mean over the joints. */
    static double motion(Track track) {
        List<Detection> frames = found(track);
        int joints = frames.isEmpty() ? 0 : frames.get(0).joints();
        double sum = 0;
        for (int joint = 0; joint < joints; joint++) {
            for (int axis = 0; axis < frames.get(0).dimensions(); axis++) {
                sum += variance(frames, joint, axis);
            }
        }
        return joints == 0 ? 0 : sum / joints;
    }

    private static double variance(List<Detection> frames, int joint, int axis) {
        int at = joint * frames.get(0).dimensions() + axis;
        double[] values = frames.stream()
                .filter(person -> person.score()[joint] > 0)
                .mapToDouble(person -> person.keypoint()[at])
                .toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
    }

    private static double meanOfBoxes(Track track, ToDoubleFunction<Box> measure) {
        return found(track).stream()
                .map(Box::of)
                .filter(Objects::nonNull)
                .mapToDouble(measure)
                .average()
                .orElse(0);
    }

    private static List<Detection> found(Track track) {
        return track.frames().stream().filter(Objects::nonNull).toList();
    }
}
