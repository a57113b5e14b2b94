package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.RecordingReader;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MMPoseTest {
    private static final MMPose FORMAT = new MMPose();
    private static final MMPoseImages IMAGES = new MMPoseImages(false);
    private static final String PERSON = "{\"keypoints\":[[1,2],[3,4]],\"keypoint_scores\":[0.5,0]}";

    @TempDir
    Path folder;

    private ReadFrames read(String content) throws Exception {
        return ReadFrames.one(FORMAT, write("clip.json", content));
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String frame(int id, String... people) {
        return "{\"frame_id\":" + id + ",\"instances\":[" + String.join(",", people) + "]}";
    }

    private static String demo(String... frames) {
        return "{\"meta_info\":{\"dataset_name\":\"x\",\"keypoint_id2name\":{\"1\":\"b\",\"0\":\"a\"},"
                + "\"sigmas\":{\"__ndarray__\":[0.1,0.2],\"dtype\":\"float32\",\"shape\":[2]}},"
                + "\"instance_info\":[" + String.join(",", frames) + "],\"more\":{}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"mmpose/demo.json", "mmpose/inferencer-video.json"})
    void readsTheSamples(String sample) throws Exception {
        ReadFrames read = PoseSamples.check(FORMAT, sample);

        assertThat(read.header().jointNames()).hasSize(sample.contains("demo") ? 17 : 0);
    }

    @Test
    void readsTheSampleOfImages() throws Exception {
        assertThat(PoseSamples.check(IMAGES, "mmpose/inferencer-images")
                        .header()
                        .id())
                .isEqualTo("inferencer-images");
    }

    @Test
    void keepsFramesWithoutPeople() throws Exception {
        assertThat(ReadFrames.one(FORMAT, PoseSamples.path("mmpose/broken-empty-frame.json"))
                        .counts())
                .containsExactly(0, 2, 2, 2, 2, 2, 2, 0, 2, 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    broken-truncated | Unexpected end-of-input
                    broken-score-count | keypoint_scores of person 2 in frame_id 4: found 16 scores, expected one for each of 17 joints
                    """)
    void rejectsTheDamagedSamplesByFrame(String sample, String message) {
        assertThatThrownBy(() -> ReadFrames.one(FORMAT, PoseSamples.path("mmpose/" + sample + ".json")))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aBoxMayBeNull() throws Exception {
        ReadFrames read = read("[{\"frame_id\":0,\"instances\":[{\"bbox\":null,\"bbox_score\":null,"
                + "\"keypoints\":[[1,2]],\"keypoint_scores\":[1]}]}]");

        assertThat(read.frames().get(0).people().get(0).box()).isNull();
    }

    @Test
    void readsAPersonWithItsBoxInAList() throws Exception {
        ReadFrames read = read("[{\"frame_id\":0,\"instances\":[{\"keypoints\":[[1,2]],\"keypoint_scores\":[1.02],"
                + "\"bbox\":[[10,20,30,40]],\"bbox_score\":0.9}]}]");

        Detection person = read.frames().get(0).people().get(0);
        assertThat(person.score()).containsExactly(1.02);
        assertThat(person.box()).containsExactly(10, 20, 30, 40);
        assertThat(person.confidence()).isEqualTo(0.9);
        assertThat(person.track()).isNull();
        assertThat(read.header().unit()).isEqualTo(Unit.PIXEL);
    }

    @Test
    void aDemoCountsFromOneUnlessItsFirstFrameIsZero() throws Exception {
        assertThat(read(demo(frame(1, PERSON), frame(3, PERSON))).indices()).containsExactly(0, 2);
        assertThat(read(demo(frame(2, PERSON))).indices()).containsExactly(1);
        assertThat(read(demo(frame(0, PERSON), frame(1))).indices()).containsExactly(0, 1);
    }

    @Test
    void anInferencerCountsFromZero() throws Exception {
        assertThat(read("[" + frame(1, PERSON) + "," + frame(2) + "]").indices())
                .containsExactly(1, 2);
    }

    @Test
    void takesTheNamesOfJointsByNumber() throws Exception {
        assertThat(read(demo(frame(1, PERSON))).header().jointNames()).containsExactly("a", "b");
    }

    @Test
    void readsAnImageOfADemo() throws Exception {
        ReadFrames read = read(demo(PERSON, PERSON));

        assertThat(read.counts()).containsExactly(2);
        assertThat(read.indices()).containsExactly(0);
    }

    @Test
    void readsJointsInSpaceAfterFramesWithoutPeople() throws Exception {
        ReadFrames read =
                read(demo(frame(1), frame(2), frame(3, "{\"keypoints\":[[1,2,3],[4,5,6]],\"keypoint_scores\":[1,1]}")));

        assertThat(read.header().unit()).isEqualTo(Unit.METRE);
        assertThat(read.frames().get(2).people().get(0).keypoint()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(read.counts()).containsExactly(0, 0, 1);
    }

    @Test
    void readsFrameByFrame() throws Exception {
        Path file = write("clip.json", demo(frame(1, PERSON), frame(2, PERSON), frame(3, "7")));

        try (RecordingReader reader =
                FORMAT.open(file.toString(), new Configuration()).get(0)) {
            assertThat(reader.next()).extracting(Frame::index).isEqualTo(0);
            assertThat(reader.next()).extracting(Frame::index).isEqualTo(1);
            assertThatThrownBy(reader::next).hasMessageContaining("instances of person 1 in frame_id 3: found '7'");
        }
    }

    @Test
    void anEmptyFileHasNoFrames() throws Exception {
        assertThat(read("[]").frames()).isEmpty();
        assertThat(read(demo()).frames()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {} | instance_info of clip.json: found no such key
                    {"instance_info":3} | instance_info of clip.json: found '3', expected an array
                    [{"frame_id":2,"instances":[]},{"frame_id":2,"instances":[]}] | found 2, expected more than 2
                    [{"frame_id":-1,"instances":[]}] | found -1, expected 0 or more
                    [{"frame_id":1}] | instances of frame_id 1: found no such key
                    [{"frame_id":0,"instances":[]},{"instances":[]}] | frame_id of the frame after frame_id 0: found no such key
                    [{"frame_id":0,"instances":[{"keypoints":[[1,2],[3]],"keypoint_scores":[1,1]}]}] | keypoints of person 1 in frame_id 0: found 1 numbers at position 1, expected 2
                    [{"frame_id":0,"instances":[{"keypoints":[[1,2,3,4]],"keypoint_scores":[1]}]}] | found 1 joints of 4 numbers
                    [{"frame_id":0,"instances":[{"keypoints":[[1,2]]}]}] | keypoint_scores of person 1 in frame_id 0: found no such key
                    [{"frame_id":0,"instances":[{"keypoints":[[1,NaN]],"keypoint_scores":[1]}]}] | found NaN
                    {"meta_info":{"keypoint_id2name":{"0":"a","2":"b"}},"instance_info":[]} | keypoint_id2name of clip.json: found no joint 1
                    """)
    void rejectsWhatIsNotOfTheForm(String content, String message) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsAFileForEachImageAndNamesAMissingOne() throws Exception {
        write("walk_0005.json", "[" + PERSON + "]");
        write("walk_0006.json", "[]");
        write("walk_0008.json", "[" + PERSON + "]");

        assertThat(ReadFrames.one(new MMPoseImages(true), folder).indices()).containsExactly(0, 1, 3);
        assertThatThrownBy(() -> ReadFrames.one(IMAGES, folder))
                .hasMessageContaining("frame 7: found no file between walk_0006.json and walk_0008.json");
    }

    @Test
    void namesTheFileOfABadImage() throws Exception {
        write("0.json", "[{\"keypoints\":[[1,2]]}]");

        assertThatThrownBy(() -> ReadFrames.one(IMAGES, folder))
                .hasMessageContaining("keypoint_scores of person 1 in 0.json: found no such key");
    }
}
