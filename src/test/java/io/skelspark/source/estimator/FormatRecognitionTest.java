package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.RealData;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatRecognitionTest {
    private static final int START = 1 << 16;

    /** All formats, each with the form of its samples' paths. */
    private static final List<Samples> TABLE = List.of(
            new Samples(new OpenPose(false), "openpose/.*\\.json"),
            new Samples(new AlphaPose(), "alphapose/.*"),
            new Samples(new MMPose(), "mmpose/[^/]*\\.json"),
            new Samples(new MMPoseImages(false), "mmpose/inferencer-images/.*"),
            new Samples(new OpenPifPaf(), "openpifpaf/.*\\.openpifpaf\\.json"),
            new Samples(new OpenPifPafImages(false), "openpifpaf/.*\\.predictions\\.json"),
            new Samples(new EasyViTPose(), "vitpose/.*"),
            new Samples(new COCO(null), "coco/.*"));

    private record Samples(PoseFormat format, String paths) {
        String name() {
            return format.getClass().getSimpleName();
        }
    }

    private static List<String> recognizing(String name, byte[] start) {
        return TABLE.stream()
                .filter(row -> row.format().recognizes(name, start))
                .map(Samples::name)
                .toList();
    }

    @Test
    void eachSampleIsRecognizedByItsFormatAlone() throws IOException {
        Path folder = RealData.folder("pose_formats");
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = folder.relativize(file).toString();
                List<String> expected = TABLE.stream()
                        .filter(row -> path.matches(row.paths()))
                        .map(Samples::name)
                        .toList();
                List<String> found = recognizing(file.getFileName().toString(), start(file));
                if (!found.equals(expected)) {
                    wrong.add(path + ": " + found + ", expected " + expected);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(START);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a_0_keypoints.json | {"version":0.1,"bodies":[]} | OpenPose
                    a_0_keypoints.json | {"version":1.3,"people":[{"person_id":[-1],"pose_k | OpenPose
                    a_0.json | {"version":1.3,"people":[{"person_id":[-1],"pose_keypoints_2d":[1,2,0.5]}]} | OpenPose
                    a_0.json | {"version":1.3,"people":[]} | OpenPose
                    a_0.json | {"version":0.7,"bodies":[{"id":1,"joints19":[1,2,3,1]}]} |
                    a_0.json | {"people":[{"name":"Ada"}]} |
                    a_0_keypoints_1.json | {"people":[]} |
                    a.json | {"0.jpg":{"version":"AlphaPose v0.3","bodies":[]}} | AlphaPose
                    a.json | {"a/0.jpg":[{"keypoints":[1,2,3],"scores":1}]} | AlphaPose
                    a.json | [{"image_id":5,"category_id":1,"keypoints":[1,2,3],"score":1,"box":[1,2,3,4]}] | AlphaPose
                    a.json | [{"image_id":5,"category_id":1,"keypoints":[1,2,3],"score":1,"bbox":[1,2,3,4]}] | COCO
                    a.json | [{"image_id":5,"category_id":1,"keypoints":[1,2,3 | COCO
                    a.json | {"annotations":[{"image_id":5}]} | COCO
                    a.json | {"meta_info":{"dataset_name":"coco","num_keyp | MMPose
                    a.json | [{"frame_id":0,"instances":[]}] | MMPose
                    a_1.json | [{"keypoints":[[1,2]],"keypoint_scores":[1]}] | MMPoseImages
                    a.json | {"frame":1,"predictions":[]} | OpenPifPaf
                    a_1.jpg.predictions.json | [] | OpenPifPafImages
                    a.json | {"keypoints":[{}] | EasyViTPose
                    a.txt | {"keypoints":[{}] |
                    a_1.json | [] |
                    a_1.json | {} |
                    a_1.json | `` |
                    a_1.json | no JSON |
                    a_1.json | {"a":1 |
                    a_1.json | [[{"name":"person","keypoints":{"x":[1]}}]] |
                    a_1.json | {"frames":[{"bodies":[]}]} |
                    """)
    void aFormOfFileIsRecognizedByItsFormatAlone(String name, String start, String format) {
        assertThat(recognizing(name, start.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(format == null ? List.of() : List.of(format));
    }

    @Test
    void aByteOrderMarkMakesNoDifference() {
        assertThat(new DeepLabCut().recognizes("a.csv", utf8("\uFEFFscorer,m,m\nbodyparts,nose,nose\ncoords,x,y\n")))
                .isTrue();
        assertThat(new YoloJson(false).recognizes("a.json", utf8("\uFEFF[[{\"box\":{\"x1\":1},\"keypoints\":{}}]]")))
                .isTrue();
        assertThat(new OpenPose(false).recognizes("a_0_keypoints.json", utf8("\uFEFF{\"people\":[]}")))
                .isTrue();
        assertThat(new MediaPipeCsv(Unit.FRACTION).recognizes("a.csv", utf8("\uFEFFx1,y1\n")))
                .isTrue();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
