package io.skelspark.source.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.RealData;
import io.skelspark.config.RunConfig;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.Rejection;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The samples of all formats from settings to clips: people are followed, gaps filled, fractions turned into pixels. Each
 * sound sample has its people, frames and joints, and each damaged one the outcome that it deserves.
 */
class PoseFormatSamplesTest {
    private static final String FOLDER = "pose_formats";
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** Settings of the samples of a folder, or of one sample; those of the longest name count. */
    private static final Map<String, List<String>> SETTINGS = Map.ofEntries(
            Map.entry("openpose", List.of("type=OpenPose")),
            Map.entry("openpose/body25-v1.2-normalised", List.of("type=OpenPose", "unit=fraction")),
            Map.entry("alphapose", List.of("type=AlphaPose")),
            Map.entry("mmpose", List.of("type=MMPose")),
            Map.entry("mmpose/inferencer-images", List.of("type=MMPoseImages")),
            Map.entry("yolo", List.of("type=YoloPose")),
            Map.entry("yolo/results-to_json.json", List.of("type=YoloJson")),
            Map.entry("mediapipe", List.of("type=MediaPipeCsv")),
            Map.entry("mediapipe/wide-world.csv", List.of("type=MediaPipeCsv", "unit=metre")),
            Map.entry("mediapipe/landmarks.json", List.of("type=MediaPipeJson")),
            Map.entry("coco", List.of("type=COCO")),
            Map.entry("coco/results.json", List.of("type=COCO", "annotations=$/coco/annotations.json")),
            Map.entry("azure_kinect", List.of("type=AzureKinect")),
            Map.entry("h36m", List.of("type=NumpyJoints")),
            Map.entry("h36m/data_2d_custom_walk.npz", List.of("type=VideoPose3D")),
            Map.entry("vitpose", List.of("type=EasyViTPose")),
            Map.entry("openpifpaf", List.of("type=OpenPifPaf")),
            Map.entry("deeplabcut", List.of("type=DeepLabCut")));

    private final Configuration hadoop = new Configuration();

    @TestFactory
    Stream<DynamicTest> everySampleHasItsOutcome() throws IOException {
        JsonNode samples = new ObjectMapper()
                .readTree(RealData.folder(FOLDER).resolve("expected.json").toFile())
                .get("samples");
        return samples.properties().stream()
                .filter(sample -> !sample.getKey().startsWith("sleap"))
                .map(sample ->
                        DynamicTest.dynamicTest(sample.getKey(), () -> check(sample.getKey(), sample.getValue())));
    }

    private void check(String name, JsonNode expected) throws IOException {
        List<SourceRecord> records = read(name, expected);
        String outcome = expected.path("outcome").asText("sound");
        if (outcome.startsWith("error")) {
            assertThat(records).isNotEmpty().allSatisfy(record -> assertThat(record)
                    .isInstanceOf(Rejection.class));
            assertThat(((Rejection) records.get(0)).line())
                    .doesNotContain("Exception")
                    .hasSizeLessThan(500);
            return;
        }
        assertThat(records.get(0)).as("%s", records.get(0)).isInstanceOf(Annotation.class);
        PoseSample sample = ((Annotation) records.get(0)).sample();
        int frames = expected.path("frames").asInt();
        assertThat(sample.keypoint().shape())
                .containsExactly(
                        expected.get("persons").asInt(),
                        // what nothing in the file tells cannot be expected
                        name.equals("alphapose/broken-gap.json")
                                ? 27
                                : name.equals("yolo/broken-missing-file") ? 9 : frames,
                        expected.get("joints").asInt(),
                        dimensions(name, expected));
        for (JsonNode spot : expected.path("spots")) {
            assertThat(holds(sample, spot, expected.path("unit").asText()))
                    .as("%s", spot)
                    .isTrue();
        }
    }

    /** Returns whether the same person, at the same place of the list, is where a spot says. */
    private static boolean holds(PoseSample sample, JsonNode spot, String unit) {
        Tensor joints = sample.keypoint();
        JsonNode values = spot.get("values");
        for (int person = 0; person < joints.size(0); person++) {
            boolean all = true;
            for (int axis = 0; axis < values.size(); axis++) {
                double scale = unit.startsWith("fraction")
                        ? (axis == 1 ? HEIGHT : WIDTH)
                        : unit.startsWith("milli") ? 1e-3 : 1;
                int at = ((person * joints.size(1) + spot.get("frame").asInt()) * joints.size(2)
                                        + spot.get("joint").asInt())
                                * joints.size(3)
                        + axis;
                double off =
                        Math.abs(joints.values()[at] - scale * values.get(axis).asDouble());
                all &= off <= spot.get("tolerance").asDouble() * scale + 1e-4;
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static int dimensions(String name, JsonNode expected) {
        boolean space = name.startsWith("azure") || name.startsWith("mediapipe") || name.startsWith("h36m");
        return expected.path("dims").asInt(space ? 3 : 2);
    }

    private List<SourceRecord> read(String name, JsonNode expected) throws IOException {
        Path root = RealData.folder(FOLDER);
        List<String> settings = new ArrayList<>();
        settings.add("dataset.source.path=\"" + root.resolve(name) + "\"");
        settings.add("dataset.source.labels.from=none");
        settings.add("dataset.source.image=[" + HEIGHT + ", " + WIDTH + "]");
        settings.add("dataset.layout=" + layout(name, expected));
        settings.add("dataset.dimensions=" + dimensions(name, expected));
        settings.add("dataset.persons=2");
        settings.add("dataset.normalize=[]");
        String folder = name.substring(0, name.indexOf('/'));
        for (String setting : SETTINGS.getOrDefault(name, SETTINGS.getOrDefault(folder, List.of()))) {
            settings.add("dataset.source." + setting.replace("$", root.toString()));
        }
        SkeletonSource source =
                RunConfig.load("jobs/recordings.conf", settings).dataset().source();
        List<SourceRecord> records = new ArrayList<>();
        for (String file : source.files(hadoop)) {
            source.read(file, hadoop).forEachRemaining(records::add);
        }
        return records;
    }

    private static String layout(String name, JsonNode expected) {
        if (expected.has("layout")) {
            return expected.get("layout").asText();
        }
        return switch (name.substring(0, name.indexOf('/'))) {
            case "openpose" -> "body25";
            case "mediapipe" -> "mediapipe-pose";
            case "azure_kinect" -> "azure-kinect";
            case "h36m" -> "h36m";
            default -> "coco";
        };
    }
}
