package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.RecordingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlphaPoseTest {
    private static final AlphaPose FORMAT = new AlphaPose();

    @TempDir
    Path folder;

    private ReadFrames read(String content) throws Exception {
        Path file = folder.resolve("clip.json");
        Files.writeString(file, content);
        return ReadFrames.one(FORMAT, file);
    }

    private static String list(String... people) {
        return "[" + String.join(",", people) + "]";
    }

    private static String person(String image, String idx) {
        return "{\"image_id\":" + image + ",\"keypoints\":[1,2,0.5,3,4,0.25],\"idx\":" + idx + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alphapose/alphapose-results.json",
                "alphapose/alphapose-results-halpe26-untracked.json",
                "alphapose/alphapose-results-open.json"
            })
    void readsTheSamples(String sample) throws Exception {
        ReadFrames read = PoseSamples.check(FORMAT, sample);

        assertThat(read.header().frames()).isEqualTo(read.frames().size());
    }

    @Test
    void leavesOutFramesThatAreNotInTheFile() throws Exception {
        ReadFrames read = ReadFrames.one(FORMAT, PoseSamples.path("alphapose/broken-gap.json"));

        assertThat(read.header().frames()).isEqualTo(27);
        assertThat(read.frames()).hasSize(25);
        assertThat(read.indices()).doesNotContain(8, 9).contains(7, 10, 26);
    }

    @Test
    void leavesTheCommonChecksWhatOnlyTheyTell() throws Exception {
        ReadFrames twice = ReadFrames.one(FORMAT, PoseSamples.path("alphapose/broken-duplicate-id.json"));
        ReadFrames joints = ReadFrames.one(FORMAT, PoseSamples.path("alphapose/broken-joint-count.json"));

        assertThat(twice.frames().get(5).people()).extracting(Detection::track).containsExactly("1", "1");
        assertThat(joints.frames().get(6).people())
                .extracting(Detection::joints)
                .contains(26);
        assertThat(ReadFrames.one(FORMAT, PoseSamples.path("alphapose/broken-id-swap.json"))
                        .frames())
                .hasSize(30);
    }

    @Test
    void readsAPerson() throws Exception {
        ReadFrames read = read("[{\"image_id\":\"0.jpg\",\"category_id\":1,\"keypoints\":[1,2,0.5],\"score\":2.9,"
                + "\"box\":[10,20,3,4],\"idx\":7,\"pred_xyz_jts\":[[1,2,3]]}]");

        Detection person = read.frames().get(0).people().get(0);
        assertThat(read.header().id()).isEqualTo("clip");
        assertThat(person.keypoint()).containsExactly(1, 2);
        assertThat(person.score()).containsExactly(0.5);
        assertThat(person.confidence()).isEqualTo(2.9);
        assertThat(person.box()).containsExactly(10, 20, 13, 24);
        assertThat(person.track()).isEqualTo("7");
    }

    @Test
    void sortsFramesByNumberAndNotAsTexts() throws Exception {
        ReadFrames read = read(list(
                person("\"10.jpg\"", "5"),
                person("\"2.jpg\"", "1"),
                person("\"2.jpg\"", "2"),
                person("\"10.jpg\"", "6")));

        assertThat(read.indices()).containsExactly(2, 10);
        assertThat(read.tracks()).containsExactly("1", "2", "5", "6");
        assertThat(read.header().frames()).isEqualTo(11);
    }

    @Test
    void readsAheadNoFurtherThanTheNextFrame() throws Exception {
        Path file = folder.resolve("clip.json");
        Files.writeString(file, list(person("\"0.jpg\"", "1"), person("\"1.jpg\"", "1"), "{\"image_id\":\"2.jpg\"}"));

        try (RecordingReader reader =
                FORMAT.open(file.toString(), new Configuration()).get(0)) {
            assertThat(reader.next()).extracting(Frame::index).isEqualTo(0);
            assertThatThrownBy(reader::next)
                    .hasMessageContaining("keypoints of person 3 of the file, in image 2.jpg: found no such key");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "0.jpg" | "2.jpg" | 0,2
                    "1.jpg" | "2.jpg" | 1,2
                    "000100.png" | "000102.png" | 0,2
                    "walk_7.png" | "walk_9.png" | 0,2
                    "images/7.png" | "images/9.png" | 0,2
                    139 | 141 | 0,2
                    """)
    void countsFromZeroForAVideoAndElseFromTheLowestNumber(String first, String second, String indices)
            throws Exception {
        assertThat(read(list(person(first, "1"), person(second, "1"))).indices())
                .isEqualTo(List.of(indices.split(",")).stream()
                        .map(Integer::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 | [0.0] | -,-
                    [0.0] | [[0.0],[0.0]] | -,-
                    0 | 1 | 0,1
                    [3.0] | [[4.0],[5.0]] | 3,4
                    "a" | [] | a,-
                    3 | null | 3,-
                    """)
    void takesIdxForAnIdentityUnlessItIsZeroForAll(String first, String second, String tracks) throws Exception {
        assertThat(read(list(person("\"0.jpg\"", first), person("\"0.jpg\"", second)))
                        .tracks())
                .containsExactly(tracks.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"0.jpg\":{\"version\":\"AlphaPose v0.3\",\"bodies\":[{\"joints\":[1,2,0.5]}]}}",
                "{\"0.jpg\":{\"version\":\"AlphaPose v0.3\",\"people\":[{\"pose_keypoints_2d\":[1,2,0.5]}]}}",
                "{\"0.jpg\":[{\"keypoints\":[1,2,0.5],\"scores\":2.5}]}"
            })
    void readsTheObjectsByImage(String content) throws Exception {
        assertThat(read(content).frames().get(0).people())
                .singleElement()
                .satisfies(person -> assertThat(person.keypoint()).containsExactly(1, 2));
    }

    @Test
    void readsTheIdentitiesOfPoseFlow() throws Exception {
        String person = "{\"keypoints\":[1,2,0.5],\"scores\":2.5,\"idx\":";

        ReadFrames read = read("{\"a_1.jpg\":[" + person + "2}," + person + "1}],\"a_2.jpg\":[]}");

        assertThat(read.tracks()).containsExactly("2", "1");
        assertThat(read.counts()).containsExactly(2, 0);
    }

    @Test
    void anEmptyFileHasNoFrames() throws Exception {
        assertThat(read("[]").frames()).isEmpty();
        assertThat(read("{}").header().frames()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    7 | content of clip.json: found neither a list nor an object
                    [{"keypoints":[1,2,3]}] | image_id of person 1 of the file: found no such key
                    [{"image_id":"face.jpg","keypoints":[1,2,3]}] | image_id of person 1 of the file: found 'face.jpg'
                    [{"image_id":"4.jpg","keypoints":[1,2]}] | keypoints of person 1 of the file, in image 4.jpg: found 2 numbers
                    [{"image_id":"4.jpg","keypoints":[1,NaN,1]}] | in image 4.jpg: found NaN at position 1
                    [{"image_id":"4.jpg","box":[1,2,3],"keypoints":[1,2,1]}] | box of person 1 of the file, in image 4.jpg: found 3
                    [{"image_id":"4.jpg","keypoints":[1,2,1]} | Unexpected end-of-input
                    [{"image_id":"a/4.jpg","keypoints":[1,2,1]},{"image_id":"b/4.jpg","keypoints":[1,2,1]}] | image_id: found images 'b/' after 'a/', expected the images of one recording
                    """)
    void rejectsWhatIsNotOfTheForm(String content, String message) throws IOException {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }
}
