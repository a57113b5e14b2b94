package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.Unit;
import io.skelspark.source.estimator.MediaPipeJson.Landmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON files of Azure Kinect, MediaPipe and Ultralytics. */
class JsonRecordingsTest {
    private static final MediaPipeJson IMAGE = new MediaPipeJson(Landmarks.IMAGE);
    private static final String BODY = "{'body_id': 1, 'joint_positions': [[1, 2, 3], [4, 5, 6]]}";
    private static final String LANDMARK = "{'x': 0.1, 'y': 0.2, 'z': -0.3, 'visibility': 0.5}";
    private static final String PERSON = "{'name': 'person', 'class': 0, 'confidence': 0.75, 'box': {'x1': 1, 'y1': 2,"
            + " 'x2': 3, 'y2': 4}, 'track_id': 5, 'keypoints': {'x': [10, 20, 0], 'y': [30, 40, 0], 'visible': [0.5, 1, 0.3]}}";

    private final Path folder;

    JsonRecordingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private ReadFrames read(PoseFormat format, String json) throws IOException, MalformedRecordException {
        Path file = Files.writeString(folder.resolve("walk.json"), json.replace('\'', '"'));
        return ReadFrames.one(format, file);
    }

    private void refuses(PoseFormat format, String json, String message) {
        assertThatThrownBy(() -> read(format, json))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsBodiesOfAzureKinectAndTheJointNamesBehindThem() throws IOException, MalformedRecordException {
        ReadFrames recording = read(
                new AzureKinect(),
                "{'bone_list': [['A', 'B']], 'frames': [{'bodies': [" + BODY + "], 'frame_id': 2, 'num_bodies': 1}],"
                        + " 'joint_names': ['PELVIS', 'SPINE_NAVAL']}");

        assertThat(recording.header().jointNames()).containsExactly("PELVIS", "SPINE_NAVEL");
        assertThat(recording.header().unit()).isEqualTo(Unit.MILLIMETRE);
        assertThat(recording.header().scored()).isFalse();
        assertThat(recording.indices()).containsExactly(2);
        Detection body = recording.people().get(0);
        assertThat(body.track()).isEqualTo("1");
        assertThat(body.keypoint()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(body.score()).containsExactly(1, 1);
    }

    @Test
    void readsAzureKinectWithoutJointNamesOrNumbersOfFrames() throws IOException, MalformedRecordException {
        ReadFrames recording = read(
                new AzureKinect(),
                "{'frames': [{'bodies': []}, {'bodies': [" + BODY.replace("1,", "4294967295,") + "]}]}");

        assertThat(recording.header().jointNames()).isEmpty();
        assertThat(recording.indices()).containsExactly(0, 1);
        assertThat(recording.people().get(0).track()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'frame_id': 4, 'num_bodies': 2, 'bodies': [BODY]} | num_bodies of frame 0 of walk.json: found 2 with 1",
                "{'frame_id': 4} | bodies of frame 0 of walk.json: found no such key",
                "{'bodies': [{'body_id': 1}]} | joint_positions of body 1 of frame 0 of walk.json: found no such key",
                "{'bodies': [{'joint_positions': [[1, 2]]}]} | found 2 numbers, expected x, y and z of each joint",
                "{'bodies': [{'joint_positions': [[1, NaN, 2]]}]} | found NaN at position 1, expected finite numbers",
                "{'frame_id': 4, 'bodies': []}, {'frame_id': 4, 'bodies': []} | found 4 after 4, expected ascending",
                "{'bodies': 3} | bodies of frame 0 of walk.json: found '3', expected an array"
            })
    void refusesAFrameOfAzureKinect(String frames, String message) {
        refuses(new AzureKinect(), "{'frames': [" + frames.replace("BODY", BODY) + "]}", message);
    }

    @Test
    void refusesAFileOfAzureKinectThatEndsInAFrame() {
        String whole = "{'frames': [{'bodies': []}, {'bodies': [" + BODY + "]}], 'joint_names': []}";

        refuses(
                new AzureKinect(),
                whole.substring(0, 60),
                "JSON of frame 1 of walk.json: found Unexpected end-of-input");
        refuses(new AzureKinect(), whole.substring(0, whole.length() - 2), "JSON of walk.json");
        refuses(new AzureKinect(), "{'joint_names': []}", "frames of walk.json: found no such key");
    }

    @Test
    void readsLandmarksOfSeveralPeopleAndOfOne() throws IOException, MalformedRecordException {
        ReadFrames recording = read(
                IMAGE,
                "{'frames': [{'frame': 0, 'pose_landmarks': [[" + LANDMARK + "], [" + LANDMARK + "]]},"
                        + " {'frame': 2, 'pose_landmarks': [" + LANDMARK + ", " + LANDMARK + "]},"
                        + " {'frame': 3, 'pose_landmarks': null}, {'frame': 4, 'pose_landmarks': []}],"
                        + " 'image_width': 640, 'image_height': 480, 'fps': 25}");

        assertThat(recording.header().image()).isEqualTo(new ImageShape(480, 640));
        assertThat(recording.header().fps()).isEqualTo(25);
        assertThat(recording.indices()).containsExactly(0, 2, 3, 4);
        assertThat(recording.frames())
                .extracting(frame -> frame.people().size())
                .containsExactly(2, 1, 0, 0);
        Detection single = recording.frames().get(1).people().get(0);
        assertThat(single.keypoint()).containsExactly(0.1, 0.2, -0.3, 0.1, 0.2, -0.3);
        assertThat(single.score()).containsExactly(0.5, 0.5);
    }

    @Test
    void readsWorldLandmarksOfABareListOfFrames() throws IOException, MalformedRecordException {
        ReadFrames recording = read(
                new MediaPipeJson(Landmarks.WORLD),
                "[{'pose_landmarks': [], 'pose_world_landmarks': [[" + LANDMARK + "]]}]");

        assertThat(recording.header().unit()).isEqualTo(Unit.METRE);
        assertThat(recording.people()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'frame': 0} | dataset.source.landmarks = world reads the other ones",
                "{'pose_landmarks': [[]]} | person of frame 0 of walk.json: found no landmarks",
                "{'pose_landmarks': [{'x': 1, 'y': 2, 'z': 3}, {'x': 1, 'y': 2}]} | landmark 1 of frame 0 of walk.json: found no z",
                "{'pose_landmarks': [{'x': 1, 'y': 2}, {'x': 1, 'y': 2, 'z': 3}]} | landmark 1 of frame 0 of walk.json: found a z",
                "{'pose_landmarks': [[{'x': 1, 'z': 2}]]} | landmark 0 of frame 0 of walk.json: found no y",
                "{'pose_landmarks': [[{'x': NaN}]]} | x of landmark 0 of frame 0 of walk.json: found 'NaN'",
                "{'pose_landmarks': [3]} | landmark 0 of frame 0 of walk.json: found '3', expected an object",
                "{'frame': 0.5} | frame of frame 0 of walk.json: found '0.5', expected a whole number"
            })
    void refusesAFrameOfMediaPipe(String frame, String message) {
        refuses(IMAGE, "[" + frame + "]", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"landmarks", "keypoints"})
    void readsLandmarksOfTheImageUnderOtherNames(String name) throws IOException, MalformedRecordException {
        ReadFrames recording =
                read(IMAGE, "[{'frame': 3, '%1$s': []}, {'frame': 4, '%1$s': [%2$s]}]".formatted(name, LANDMARK));

        assertThat(recording.indices()).containsExactly(3, 4);
        assertThat(recording.people()).singleElement().satisfies(person -> assertThat(person.keypoint())
                .containsExactly(0.1, 0.2, -0.3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"visibility", "score", "confidence"})
    void readsLandmarksWithoutDepth(String score) throws IOException, MalformedRecordException {
        String landmarks =
                "{'name': 'nose', 'x': 10, 'y': 20, '%1$s': 0.5}, {'x': 30, 'y': 40, '%1$s': 1}".formatted(score);

        Detection person = read(IMAGE, "[{'frame': 0, 'keypoints': [" + landmarks + "]}]")
                .people()
                .get(0);

        assertThat(person.keypoint()).containsExactly(10, 20, 30, 40);
        assertThat(person.score()).containsExactly(0.5, 1);
    }

    @Test
    void refusesWhatFollowsTheFrames() {
        refuses(IMAGE, "[{'frame': 0, 'pose_landmarks': []}]]", "JSON of walk.json: found Unexpected close marker");
    }

    @Test
    void readsTheListsOfUltralytics() throws IOException, MalformedRecordException {
        ReadFrames recording = read(new YoloJson(false), "[[" + PERSON + "], []]");

        assertThat(recording.header().unit()).isEqualTo(Unit.PIXEL);
        assertThat(recording.indices()).containsExactly(0, 1);
        Detection person = recording.people().get(0);
        assertThat(person.track()).isEqualTo("5");
        assertThat(person.confidence()).isEqualTo(0.75);
        assertThat(person.box()).containsExactly(1, 2, 3, 4);
        assertThat(person.keypoint()).containsExactly(10, 30, 20, 40, 0, 0);
        assertThat(person.score()).containsExactly(0.5, 1, 0);
    }

    @Test
    void readsTheTextsOfUltralytics() throws IOException, MalformedRecordException {
        String text = ("[" + PERSON + "]").replace("'", "\\'");

        ReadFrames recording = read(new YoloJson(true), "['" + text + "', '[]']");

        assertThat(recording.header().unit()).isEqualTo(Unit.FRACTION);
        assertThat(recording.frames())
                .extracting(frame -> frame.people().size())
                .containsExactly(1, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'keypoints': {}} | content of frame 0 of walk.json: found a person, expected a list of people",
                "[{'name': 'person'}] | keypoints of person 1 of frame 0 of walk.json: found no such key",
                "[{'keypoints': {'x': [1]}}] | found no x or no y, expected x and y of each joint",
                "[{'keypoints': {'x': [1], 'y': [1, 2]}}] | found 1 x, 2 y, 1 visible, expected as many of each",
                "'[' | JSON of frame 0 of walk.json: found Unexpected end-of-input"
            })
    void refusesAFrameOfUltralytics(String frame, String message) {
        refuses(new YoloJson(false), "[" + frame + "]", message);
    }
}
