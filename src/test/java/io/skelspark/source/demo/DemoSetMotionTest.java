package io.skelspark.source.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks that no single frame tells the classes apart: a classifier above 60 % must use motion. */
class DemoSetMotionTest {
    private static final double CEILING = 0.6;
    private static final int NEIGHBOURS = 5;
    private static final int FRAMES = 48;
    /** Bounds of the bins of a joint's displacement between sampled frames, in body heights. */
    private static final double[] BOUNDS = {-0.06, -0.02, -0.006, 0.006, 0.02, 0.06};

    private static final int LEFT_HIP = 11;
    private static final int RIGHT_HIP = 12;

    private static final List<Track> TRAIN = tracks("train");
    private static final List<Track> TEST = tracks("test");

    /** The acting person of a clip: (T, V, 2) in body heights, with lost joints at the place where they were last seen. */
    private record Track(int label, double[][][] joints) {}

    /** The features of one clip that a classifier uses. */
    private record Point(int label, double[] features) {}

    private record Neighbour(int label, double distance) {}

    @Test
    void staysBelowTheCeilingOnTheFirstFrame() {
        assertSingleFrameCeiling(track -> 0);
    }

    @Test
    void staysBelowTheCeilingOnTheCentreFrame() {
        assertSingleFrameCeiling(track -> track.joints().length / 2);
    }

    @Test
    void staysBelowTheCeilingOnRandomFrames() {
        Random random = new Random(7);
        assertSingleFrameCeiling(track -> random.nextInt(track.joints().length));
    }

    @Test
    void seesMuchMoreInTheDisplacementsOfTheJoints() {
        List<Point> known = points(TRAIN, DemoSetMotionTest::displacements);
        List<Point> asked = points(TEST, DemoSetMotionTest::displacements);
        assertThat(accuracy(asked, features -> nearestNeighbours(known, features)))
                .isGreaterThan(0.85);
    }

    private void assertSingleFrameCeiling(Function<Track, Integer> frame) {
        List<Point> known = points(TRAIN, track -> pose(track.joints()[frame.apply(track)]));
        List<Point> asked = points(TEST, track -> pose(track.joints()[frame.apply(track)]));
        List<Point> means = classMeans(known);
        // above chance, 1 in 8; otherwise the classifiers would prove nothing
        assertThat(accuracy(asked, features -> nearest(means, features))).isBetween(0.2, CEILING);
        assertThat(accuracy(asked, features -> nearestNeighbours(known, features)))
                .isBetween(0.2, CEILING);
    }

    /** Returns the joints relative to the middle of the hips. */
    private static double[] pose(double[][] joints) {
        double[] pose = new double[2 * joints.length];
        for (int axis = 0; axis < 2; axis++) {
            double hips = (joints[LEFT_HIP][axis] + joints[RIGHT_HIP][axis]) / 2;
            for (int joint = 0; joint < joints.length; joint++) {
                pose[2 * joint + axis] = joints[joint][axis] - hips;
            }
        }
        return pose;
    }

    /** Returns histograms of the displacements of each joint and axis between evenly sampled frames. */
    private static double[] displacements(Track track) {
        int joints = track.joints()[0].length;
        double[] histogram = new double[joints * 2 * (BOUNDS.length + 1)];
        for (int i = 1; i < FRAMES; i++) {
            double[][] before = track.joints()[(i - 1) * (track.joints().length - 1) / (FRAMES - 1)];
            double[][] after = track.joints()[i * (track.joints().length - 1) / (FRAMES - 1)];
            for (int value = 0; value < 2 * joints; value++) {
                double moved = after[value / 2][value % 2] - before[value / 2][value % 2];
                int bin = (int)
                        Arrays.stream(BOUNDS).filter(bound -> bound < moved).count();
                histogram[value * (BOUNDS.length + 1) + bin] += 1.0 / FRAMES;
            }
        }
        return histogram;
    }

    private static List<Track> tracks(String split) {
        return DemoClips.of(1).stream()
                .filter(clip -> clip.splits().contains(split))
                .map(Annotation::sample)
                .map(DemoSetMotionTest::track)
                .toList();
    }

    private static Track track(PoseSample sample) {
        int frames = sample.totalFrames();
        int joints = sample.keypoint().size(2);
        double[] values = sample.keypoint().values();
        double[] scores = Objects.requireNonNull(sample.keypointScore()).values();
        double[][][] track = new double[frames][joints][];
        for (int joint = 0; joint < joints; joint++) {
            int of = joint;
            int seen = IntStream.range(0, frames)
                    .filter(frame -> scores[frame * joints + of] > 0)
                    .findFirst()
                    .orElseThrow();
            for (int frame = 0; frame < frames; frame++) {
                int index = frame * joints + joint;
                seen = scores[index] > 0 ? frame : seen;
                track[frame][joint] =
                        new double[] {values[2 * (seen * joints + joint)], values[2 * (seen * joints + joint) + 1]};
            }
        }
        double height = Arrays.stream(track)
                .mapToDouble(DemoSetMotionTest::height)
                .sorted()
                .toArray()[frames / 2];
        for (double[][] frame : track) {
            for (double[] joint : frame) {
                joint[0] /= height;
                joint[1] /= height;
            }
        }
        return new Track(sample.label(), track);
    }

    private static double height(double[][] joints) {
        var down = Arrays.stream(joints).mapToDouble(joint -> joint[1]).summaryStatistics();
        return down.getMax() - down.getMin();
    }

    private static List<Point> points(List<Track> tracks, Function<Track, double[]> features) {
        return tracks.stream()
                .map(track -> new Point(track.label(), features.apply(track)))
                .toList();
    }

    private static List<Point> classMeans(List<Point> known) {
        List<Point> means = new ArrayList<>();
        for (int label = 0; label < DemoSet.labels().size(); label++) {
            double[] mean = new double[known.get(0).features().length];
            int of = label;
            List<Point> members =
                    known.stream().filter(point -> point.label() == of).toList();
            for (Point member : members) {
                Arrays.setAll(mean, i -> mean[i] + member.features()[i] / members.size());
            }
            means.add(new Point(label, mean));
        }
        return means;
    }

    private static double accuracy(List<Point> asked, Function<double[], Integer> classifier) {
        long hits = asked.stream()
                .filter(point -> classifier.apply(point.features()) == point.label())
                .count();
        return (double) hits / asked.size();
    }

    private static int nearest(List<Point> known, double[] features) {
        return sorted(known, features).get(0).label();
    }

    private static int nearestNeighbours(List<Point> known, double[] features) {
        int[] votes = new int[DemoSet.labels().size()];
        sorted(known, features).subList(0, NEIGHBOURS).forEach(neighbour -> votes[neighbour.label()]++);
        return IntStream.range(0, votes.length)
                .boxed()
                .max(Comparator.comparingInt(label -> votes[label]))
                .orElseThrow();
    }

    private static List<Neighbour> sorted(List<Point> known, double[] features) {
        return known.stream()
                .map(point -> new Neighbour(point.label(), distance(point.features(), features)))
                .sorted(Comparator.comparingDouble(Neighbour::distance))
                .toList();
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }
}
