package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.skelspark.skeleton.ImageShape;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class COCOTest {
    private static final COCO FORMAT = new COCO(null);
    private static final String PERSONS =
            "{\"id\":1,\"name\":\"person\",\"keypoints\":[\"a\",\"b\"],\"skeleton\":[[1,2]]}";

    @TempDir
    Path folder;

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private List<ReadFrames> all(String content) throws Exception {
        return ReadFrames.all(FORMAT, write("set.json", content));
    }

    private ReadFrames read(String content) throws Exception {
        return ReadFrames.one(FORMAT, write("set.json", content));
    }

    private static String file(String images, String annotations) {
        return "{\"info\":{},\"images\":[" + images + "],\"annotations\":[" + annotations + "],\"categories\":["
                + PERSONS + "]}";
    }

    private static String image(int id, String more) {
        return "{\"id\":" + id + ",\"width\":64,\"height\":48," + more + "}";
    }

    private static String person(int image, String keypoints) {
        return "{\"id\":" + (10 + image) + ",\"image_id\":" + image + ",\"category_id\":1,\"keypoints\":" + keypoints
                + "}";
    }

    @Test
    void readsTheSampleOfAnnotations() throws Exception {
        ReadFrames read = PoseSamples.check(FORMAT, "coco/annotations.json");

        assertThat(read.header().jointNames()).hasSize(17).startsWith("nose");
        assertThat(read.header().image()).isEqualTo(new ImageShape(480, 640));
        assertThat(read.header().scored()).isFalse();
    }

    @Test
    void readsTheSampleOfResultsWithItsAnnotations() throws Exception {
        COCO results = new COCO(PoseSamples.path("coco/annotations.json").toString());

        ReadFrames read = PoseSamples.check(results, "coco/results.json");

        assertThat(read.header().jointNames()).hasSize(17);
        assertThat(read.header().scored()).isTrue();
        assertThat(read.header().id()).isEqualTo("results");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    broken-joint-count | keypoints of annotation 8 (image 103): found 14 joints, expected 17, as its category
                    broken-image-id | image_id of annotation 19 (image 109): found 109, expected the id of an image of the file
                    """)
    void rejectsTheDamagedSamplesByAnnotation(String sample, String message) {
        assertThatThrownBy(() -> ReadFrames.one(FORMAT, PoseSamples.path("coco/" + sample + ".json")))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void takesVisibilityForAScore() throws Exception {
        ReadFrames read =
                read("{\"annotations\":[{\"id\":1,\"image_id\":5,\"category_id\":1,\"track_id\":3,\"score\":null,"
                        + "\"bbox\":[10,20,3,4],\"keypoints\":[0,0,0,1,2,1,3,4,2]}],\"images\":["
                        + image(5, "\"vid_id\":null") + "]}");

        Detection person = read.frames().get(0).people().get(0);
        assertThat(person.keypoint()).containsExactly(0, 0, 1, 2, 3, 4);
        assertThat(person.score()).containsExactly(0, 1, 1);
        assertThat(person.box()).containsExactly(10, 20, 13, 24);
        assertThat(person.track()).isEqualTo("3");
        assertThat(read.header().id()).isEqualTo("set");
    }

    @Test
    void readsNumbersOfFramesAsLongAsThoseOfPoseTrack() throws Exception {
        ReadFrames read = read(file(
                image(1, "\"vid_id\":\"000007\",\"frame_id\":10000070001") + ","
                        + image(2, "\"vid_id\":\"000007\",\"frame_id\":10000070000"),
                person(2, "[1,1,2,1,1,2]")));

        assertThat(read.counts()).containsExactly(1, 0);
    }

    @Test
    void takesAnIdentityAmongTheAttributesOfCvat() throws Exception {
        String attributes = "{\"occluded\":false,\"track_id\":4,\"keyframe\":true}";

        ReadFrames read = read(file(
                image(1, "\"file_name\":\"frame_000000.PNG\""),
                person(1, "[1,1,2,1,1,2],\"attributes\":" + attributes) + ","
                        + person(1, "[3,3,2,3,3,2],\"attributes\":{\"occluded\":true}") + ","
                        + person(1, "[5,5,2,5,5,2],\"track_id\":6,\"attributes\":" + attributes)));

        assertThat(read.tracks()).containsExactly("4", "-", "6");
    }

    @Test
    void readsTheNumberBeforeWhatRoboflowAddsToAName() throws Exception {
        ReadFrames read = read(file(
                image(1, "\"file_name\":\"walk_0002_jpg.rf.0a1b2c3.jpg\"") + ","
                        + image(2, "\"file_name\":\"walk_0001_jpg.rf.f00ba7d.jpg\""),
                person(2, "[1,1,2,1,1,2]")));

        assertThat(read.counts()).containsExactly(1, 0);
    }

    @Test
    void ordersFramesByTheirNumbersAndKeepsThoseWithoutPeople() throws Exception {
        ReadFrames read = read(file(
                image(1, "\"file_name\":\"walk/10.jpg\"") + "," + image(2, "\"file_name\":\"walk/9.jpg\"") + ","
                        + image(3, "\"file_name\":\"walk/2.jpg\""),
                person(1, "[1,1,2,1,1,2]") + "," + person(3, "[3,3,2,3,3,2]")));

        assertThat(read.indices()).containsExactly(0, 1, 2);
        assertThat(read.counts()).containsExactly(1, 0, 1);
        assertThat(read.frames().get(0).people().get(0).keypoint()).containsExactly(3, 3, 3, 3);
    }

    @Test
    void separatesTheVideosOfAFile() throws Exception {
        List<ReadFrames> byKey = all(file(
                image(1, "\"vid_id\":\"b\",\"frame_id\":1") + "," + image(2, "\"vid_id\":\"a\",\"frame_id\":1") + ","
                        + image(3, "\"vid_id\":\"b\",\"frame_id\":0"),
                person(1, "[1,1,2,1,1,2]")));
        List<ReadFrames> byFolder = all(
                file(image(1, "\"file_name\":\"set/b/1.jpg\"") + "," + image(2, "\"file_name\":\"set/a/1.jpg\""), ""));
        List<ReadFrames> byName =
                all(file(image(1, "\"file_name\":\"b_1.jpg\"") + "," + image(2, "\"file_name\":\"a_1.jpg\""), ""));

        assertThat(byKey)
                .extracting(read -> read.header().id(), ReadFrames::counts)
                .containsExactly(tuple("b", List.of(0, 1)), tuple("a", List.of(0)));
        assertThat(byFolder).extracting(read -> read.header().id()).containsExactly("set/b", "set/a");
        assertThat(byName).extracting(read -> read.header().id()).containsExactly("b", "a");
    }

    @Test
    void leavesOutFramesThatAreNotLabelled() throws Exception {
        ReadFrames read = read(file(
                image(1, "\"frame_id\":0,\"is_labeled\":true") + "," + image(2, "\"frame_id\":1,\"is_labeled\":false")
                        + "," + image(3, "\"frame_id\":2,\"is_labeled\":true"),
                person(1, "[1,1,2,1,1,2]") + "," + person(3, "[1,1,2,1,1,2]")));

        assertThat(read.indices()).containsExactly(0, 1);
        assertThat(read.counts()).containsExactly(1, 1);
    }

    @Test
    void passesOverCrowdsAndPeopleWithoutJoints() throws Exception {
        String crowd =
                "{\"id\":1,\"image_id\":1,\"iscrowd\":1,\"keypoints\":[5,5,2],\"segmentation\":{\"counts\":[1]}}";
        String box = "{\"id\":2,\"image_id\":1,\"category_id\":7,\"bbox\":[1,2,3,4]}";

        assertThat(read(file(image(1, "\"file_name\":\"1.jpg\""), crowd + "," + box + "," + person(1, "[0,0,0,0,0,0]")))
                        .counts())
                .containsExactly(0);
    }

    @Test
    void hasNoSizeIfTheImagesDiffer() throws Exception {
        assertThat(read(file(
                                image(1, "\"file_name\":\"1.jpg\"") + ","
                                        + "{\"id\":2,\"file_name\":\"2.jpg\",\"width\":9,\"height\":9}",
                                ""))
                        .header()
                        .image())
                .isNull();
    }

    @Test
    void resultsNeedTheirAnnotations() throws Exception {
        Path results = write(
                "results.json", "[{\"image_id\":9,\"category_id\":0,\"keypoints\":[1,2,0.5,3,4,0.1],\"score\":0.7}]");
        Path images = write("images.json", file(image(1, "\"file_name\":\"1.jpg\""), ""));

        assertThatThrownBy(() -> ReadFrames.one(FORMAT, results)).hasMessageContaining("dataset.source.annotations");
        assertThatThrownBy(() -> ReadFrames.one(new COCO(images.toString()), results))
                .hasMessageContaining("image_id of result 1 of the file (image 9): found 9")
                .hasMessageContaining("images.json");
    }

    @Test
    void readsResultsWhoseCategoriesCountFromZero() throws Exception {
        Path results = write(
                "results.json", "[{\"image_id\":1,\"category_id\":0,\"keypoints\":[1,2,0.5,3,4,0.1],\"score\":0.7}]");
        Path images = write("images.json", file(image(1, "\"file_name\":\"1.jpg\""), person(1, "[9,9,2,9,9,2]")));

        ReadFrames read = ReadFrames.one(new COCO(images.toString()), results);

        assertThat(read.header().jointNames()).containsExactly("a", "b");
        assertThat(read.frames().get(0).people())
                .singleElement()
                .satisfies(person -> assertThat(person.score()).containsExactly(0.5, 0.1))
                .satisfies(person -> assertThat(person.confidence()).isEqualTo(0.7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"annotations":[]} | images of set.json: found no such key
                    {"images":[{"file_name":"x"}]} | id of item 1 of images: found no such key
                    {"images":[{"id":1},{"id":1}]} | id of item 2 of images: found 1 twice
                    {"images":[{"id":1,"file_name":"a/1.jpg"},{"id":2,"file_name":"a/01.jpg"}]} | frame 1 of video 'a': found images 1 and 2
                    {"images":[{"id":1,"file_name":"a/1.jpg"},{"id":2,"file_name":"a/b.jpg"}]} | file_name of image 2: found no number
                    {"images":[],"annotations":[{"id":4,"keypoints":[1,2,2]}]} | image_id of annotation 4: found no such key
                    {"images":[],"annotations":[{"id":4,"image_id":1,"keypoints":[1,2,0.7]}]} | visibility of joint 0 of annotation 4 (image 1): found 0.7
                    {"images":[],"annotations":[{"id":4,"image_id":1,"keypoints":[1,2]}]} | keypoints of annotation 4 (image 1): found 2 numbers
                    {"images":[],"annotations":[{"id":4,"image_id":1,"keypoints":[NaN,2,1]}]} | keypoints of annotation 4: found NaN
                    {"images":[{"id":1,"is_labeled":"no"}]} | is_labeled of item 1 of images: found 'no'
                    """)
    void rejectsWhatIsNotOfTheForm(String content, String message) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @Test
    void rejectsPeopleOfTwoLayouts() {
        String content = "{\"images\":[" + image(1, "\"file_name\":\"1.jpg\"") + "],\"annotations\":["
                + person(1, "[1,1,2,1,1,2]") + ",{\"id\":9,\"image_id\":1,\"category_id\":2,\"keypoints\":[1,1,2]}],"
                + "\"categories\":[" + PERSONS + ",{\"id\":2,\"name\":\"dog\",\"keypoints\":[\"nose\"]}]}";

        assertThatThrownBy(() -> read(content)).hasMessageContaining("category_id: found categories [1, 2]");
    }
}
