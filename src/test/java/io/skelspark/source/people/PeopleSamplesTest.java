package io.skelspark.source.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skelspark.RealData;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.estimator.AlphaPose;
import io.skelspark.source.estimator.MMPose;
import io.skelspark.source.estimator.OpenPose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/**
 * The invented samples: a walker goes to the right for 30 frames, a waver stands on the right. The files have the waver
 * first in the frames 15 to 19, and lack the waver's left wrist in 10 to 12.
 */
class PeopleSamplesTest {
    private static final int LENGTH = 30;
    private static final int BODY25_LEFT_WRIST = 7;
    private static final int COCO_LEFT_WRIST = 9;
    private static final double TOLERANCE = 0.001;

    private static People people(Linking.By by, int fill, List<Frame> frames) throws MalformedRecordException {
        return new PeopleRules(
                        new Linking(by, 0.5, 3),
                        new Choice(Choice.By.MOTION, 2, 1),
                        new MissingJoints(0, fill),
                        new FrameRate(0, 0))
                .apply(frames, LENGTH, null, 0);
    }

    private static List<Frame> body25() throws IOException, MalformedRecordException {
        return frames(new OpenPose(false), "openpose/body25");
    }

    private static List<Frame> frames(PoseFormat format, String name) throws IOException, MalformedRecordException {
        Path path = RealData.folder("pose_formats").resolve(name);
        List<Frame> frames = new ArrayList<>();
        try (RecordingReader reader =
                format.open(path.toString(), new Configuration()).get(0)) {
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private static Detection sight(Track track, int frame) {
        return Objects.requireNonNull(track.frames().get(frame));
    }

    private static void assertSpot(Track track, int frame, int joint, double x, double y, double score) {
        Detection person = sight(track, frame);
        assertThat(person.keypoint()[2 * joint]).isEqualTo(x, within(TOLERANCE));
        assertThat(person.keypoint()[2 * joint + 1]).isEqualTo(y, within(TOLERANCE));
        assertThat(person.score()[joint]).isEqualTo(score);
    }

    /** Checks that no joint that was found in two frames in a row moves by more than a stride. */
    private static void assertNeverSwaps(Track track) {
        assertThat(track.length()).isEqualTo(LENGTH);
        for (int frame = 1; frame < LENGTH; frame++) {
            Detection before = sight(track, frame - 1);
            Detection now = sight(track, frame);
            for (int joint = 0; joint < now.joints(); joint++) {
                if (before.score()[joint] > 0 && now.score()[joint] > 0) {
                    double moved = Math.hypot(
                            now.keypoint()[2 * joint] - before.keypoint()[2 * joint],
                            now.keypoint()[2 * joint + 1] - before.keypoint()[2 * joint + 1]);
                    assertThat(moved).as("joint %d in frame %d", joint, frame).isLessThan(40);
                }
            }
        }
    }

    @Test
    void followsTheTwoOfOpenPoseThroughTheReversedFrames() throws IOException, MalformedRecordException {
        for (Linking.By by : List.of(Linking.By.AUTO, Linking.By.DISTANCE, Linking.By.OVERLAP)) {
            People people = people(by, 3, body25());
            assertThat(people.tracks()).hasSize(2).allSatisfy(PeopleSamplesTest::assertNeverSwaps);
            Track walker = people.tracks().get(0); // who moves more
            Track waver = people.tracks().get(1);
            assertSpot(walker, 0, 0, 150.769231, 166.153846, 0.95);
            assertSpot(walker, 29, 14, 366.81004, 392.13263, 0.91);
            assertSpot(waver, 15, 4, 399.090909, 151.363636, 0.89);
            assertThat(people.changes()).isEqualTo(new Changes(60, 0, 0, new JointCounts(2 * 30 * 25, 3, 0)));
        }
    }

    @Test
    void fillsTheWristThatOpenPoseDidNotFind() throws IOException, MalformedRecordException {
        Track waver = people(Linking.By.AUTO, 3, body25()).tracks().get(1);
        double before = sight(waver, 9).keypoint()[2 * BODY25_LEFT_WRIST];
        double after = sight(waver, 13).keypoint()[2 * BODY25_LEFT_WRIST];
        assertThat(sight(waver, 10).keypoint()[2 * BODY25_LEFT_WRIST])
                .isEqualTo(before + (after - before) / 4, within(1e-9))
                .isGreaterThan(400);
        Track sparse = people(Linking.By.AUTO, 2, body25()).tracks().get(1);
        assertThat(sight(sparse, 10).score()[BODY25_LEFT_WRIST]).isZero();
    }

    @Test
    void takesTheIdentitiesOfAlphaPose() throws IOException, MalformedRecordException {
        List<Track> tracks = people(Linking.By.AUTO, 0, frames(new AlphaPose(), "alphapose/alphapose-results.json"))
                .tracks();
        assertThat(tracks).extracting(Track::id).containsExactly("1", "2");
        assertThat(tracks).allSatisfy(PeopleSamplesTest::assertNeverSwaps);
        assertSpot(tracks.get(0), 29, 15, 366.81004, 392.13263, 0.95);
        assertSpot(tracks.get(1), 15, 10, 399.090909, 151.363636, 0.93);
    }

    @Test
    void followsExchangedIdentitiesUnlessDistanceDecides() throws IOException, MalformedRecordException {
        List<Frame> frames = frames(new AlphaPose(), "alphapose/broken-id-swap.json");
        Track one = people(Linking.By.AUTO, 0, frames).tracks().stream()
                .filter(track -> track.id().equals("1"))
                .findFirst()
                .orElseThrow();
        assertThat(sight(one, 15).keypoint()[0] - sight(one, 14).keypoint()[0]).isGreaterThan(100);
        assertThat(people(Linking.By.DISTANCE, 0, frames).tracks())
                .hasSize(2)
                .allSatisfy(PeopleSamplesTest::assertNeverSwaps);
    }

    @Test
    void doesNotTakeThePositionOfAJointThatMmPoseDidNotFind() throws IOException, MalformedRecordException {
        People people = people(Linking.By.AUTO, 0, frames(new MMPose(), "mmpose/demo.json"));
        assertThat(people.tracks()).hasSize(2).allSatisfy(PeopleSamplesTest::assertNeverSwaps);
        Track waver = people.tracks().get(1);
        for (int frame = 10; frame <= 12; frame++) {
            assertSpot(waver, frame, COCO_LEFT_WRIST, 0, 0, 0);
        }
        assertThat(people.changes().joints()).isEqualTo(new JointCounts(2 * 30 * 17, 0, 3));
    }
}
