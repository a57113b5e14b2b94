package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPoseTest {
    private static final OpenPose STRICT = new OpenPose(false);
    private static final String ONE = "{\"version\":1.3,\"people\":[{\"pose_keypoints_2d\":[1,2,0.5,3,4,0]}]}";

    @TempDir
    Path folder;

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private ReadFrames read() throws Exception {
        return ReadFrames.one(STRICT, folder);
    }

    private static String people(String... people) {
        return "{\"people\":[" + String.join(",", people) + "]}";
    }

    private static String person(String id) {
        return "{\"person_id\":" + id + ",\"pose_keypoints_2d\":[1,2,0.5]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"openpose/body25", "openpose/coco18-v1.0", "openpose/body25-v1.2-normalised"})
    void readsTheSamples(String sample) throws Exception {
        ReadFrames read = PoseSamples.check(STRICT, sample);

        assertThat(read.header().id()).isEqualTo("demo");
        assertThat(read.header().frames()).isEqualTo(read.frames().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    broken-missing-frame | frame 7: found no file between demo_000000000006_keypoints.json and demo_000000000008
                    broken-truncated | demo_000000000003_keypoints.json: found Unexpected end-of-input
                    broken-nan | pose_keypoints_2d of person 1 in demo_000000000005_keypoints.json: found NaN at position 0
                    broken-length | pose_keypoints_2d of person 1 in demo_000000000002_keypoints.json: found 74 numbers
                    """)
    void rejectsTheDamagedSamplesByFileAndFrame(String sample, String message) {
        assertThatThrownBy(() -> ReadFrames.one(STRICT, PoseSamples.path("openpose/" + sample)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void keepsFramesWithoutPeople() throws Exception {
        assertThat(ReadFrames.one(STRICT, PoseSamples.path("openpose/broken-empty-frame"))
                        .counts())
                .containsExactly(2, 2, 2, 2, 2, 0, 0, 2, 2, 2, 2, 2);
    }

    @Test
    void leavesTheCommonCheckANumberOfJointsThatChanges() throws Exception {
        ReadFrames read = ReadFrames.one(STRICT, PoseSamples.path("openpose/broken-joint-count"));

        assertThat(read.frames().get(4).people().get(1).joints()).isEqualTo(18);
    }

    @Test
    void readsCoordinatesAndScores() throws Exception {
        write("a_000000000000_keypoints.json", ONE);

        ReadFrames read = read();

        assertThat(read.header().unit()).isEqualTo(Unit.PIXEL);
        assertThat(read.header().scored()).isTrue();
        assertThat(read.frames().get(0).people().get(0).keypoint()).containsExactly(1, 2, 3, 4);
        assertThat(read.frames().get(0).people().get(0).score()).containsExactly(0.5, 0);
        assertThat(read.frames().get(0).people().get(0).confidence()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":0.1,\"bodies\":[{\"joints\":[1,2,0.5]}]}",
                "{\"version\":1.0,\"people\":[{\"body_parts\":[1,2,0.5],\"face_parts\":[]}]}",
                "{\n\t\"version\":1.0,\n\t\"people\":[\n\t\t{\"pose_keypoints\":[1,2,0.5],\"hand_left_keypoints\":[9,9,9]}]}",
                "{\"version\":1.1,\"people\":[{\"pose_keypoints\":[1,2,0.5]}],\"part_candidates\":[{\"0\":[7,8,0.1]}]}",
                "{\"version\":1.2,\"people\":[{\"pose_keypoints_2d\":[1,2,0.5],\"pose_keypoints_3d\":[1,2,3,1]}]}"
            })
    void readsAllVersions(String content) throws Exception {
        write("a_000000000000_keypoints.json", content);

        assertThat(read().frames().get(0).people()).singleElement().satisfies(person -> assertThat(person.keypoint())
                .containsExactly(1, 2));
    }

    @Test
    void takesAnIdentityThatNobodyElseInTheFrameHas() throws Exception {
        write("a_0_keypoints.json", people(person("[-1]"), person("[-1]")));
        write("a_1_keypoints.json", people(person("[4]"), person("3")));
        write("a_2_keypoints.json", people(person("1"), person("1")));
        write("a_3_keypoints.json", people(person("null"), person("-1")));

        assertThat(read().tracks()).containsExactly("-", "-", "4", "3", "-", "-", "-", "-");
    }

    @Test
    void aConstantStepIsNoGap() throws Exception {
        for (int number = 10; number < 25; number += 5) {
            write("a_0000000000" + number + "_keypoints.json", ONE);
        }

        assertThat(read().indices()).containsExactly(0, 1, 2);
    }

    @Test
    void namesTheMissingFrameAfterTheFirst() throws Exception {
        write("a_0_keypoints.json", ONE);
        write("a_2_keypoints.json", ONE);
        write("a_3_keypoints.json", ONE);

        assertThatThrownBy(this::read)
                .hasMessage(
                        "frame 1: found no file between a_0_keypoints.json and a_2_keypoints.json, expected a file for"
                                + " each frame; dataset.source.gaps = true takes a missing one for a frame without people");
    }

    @Test
    void takesAMissingFrameForOneWithoutPeopleByItsSetting() throws Exception {
        for (int number : new int[] {4, 6, 10}) {
            write("a_" + number + "_keypoints.json", ONE);
        }

        ReadFrames read = ReadFrames.one(new OpenPose(true), folder);

        assertThat(read.indices()).containsExactly(0, 1, 3);
        assertThat(read.header().frames()).isEqualTo(4);
    }

    @Test
    void separatesTheRecordingsOfAFolder() throws Exception {
        write("wave_2_0_keypoints.json", ONE);
        write("wave_2_1_keypoints.json", ONE);
        write("walk_0_keypoints.json", ONE);
        write("walk_0_keypoints_1.json", "of another camera");
        write("notes.txt", "none of it");

        assertThat(ReadFrames.all(STRICT, folder))
                .extracting(read -> read.header().id(), read -> read.frames().size())
                .containsExactly(tuple("walk", 1), tuple("wave_2", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cam1.%04d.json", "cam1_%d.json", "cam1-%03d.json"})
    void readsPlainNames(String names) throws Exception {
        write(names.formatted(0), ONE);
        write(names.formatted(1), ONE);

        assertThat(read().header().id()).isEqualTo("cam1");
        assertThat(read().indices()).containsExactly(0, 1);
    }

    @Test
    void passesOverPlainNamesBesideThoseOfOpenPose() throws Exception {
        write("walk_0_keypoints.json", ONE);
        write("calibration_2.json", "{}");

        assertThat(read().header().id()).isEqualTo("walk");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [] | content of a_0_keypoints.json: found '[', expected an object
                    {"version":1.3} | people of a_0_keypoints.json: found no such key
                    {"people":{}} | people of a_0_keypoints.json: found '{', expected an array
                    {"people":[{"pose_keypoints_2d":"x"}]} | pose_keypoints_2d of person 1 in a_0_keypoints.json: found 'x'
                    {"people":[{}]} | pose_keypoints_2d of person 1 in a_0_keypoints.json: found no such key
                    {"people":[{"pose_keypoints_2d":[]}]} | found 0 numbers, expected x, y and score of each joint
                    {"people":[{"pose_keypoints_2d":[1,2,null]}]} | found 'null', expected numbers
                    {"people":[]} {} | content of a_0_keypoints.json: found '{', expected the end of the file
                    """)
    void rejectsWhatIsNotOfTheForm(String content, String message) throws IOException {
        write("a_0_keypoints.json", content);

        assertThatThrownBy(this::read)
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void rejectsAFolderWithoutFrames() {
        assertThatThrownBy(this::read)
                .hasMessageContaining("folder " + folder.getFileName()
                        + ": found no file named as a frame, expected files such as walk_000000000000_keypoints.json");
    }
}
