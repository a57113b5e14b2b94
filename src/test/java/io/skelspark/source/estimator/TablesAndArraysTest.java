package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.RealData;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.Detection;
import io.skelspark.source.detection.Frame;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.Unit;
import io.skelspark.source.estimator.MediaPipeJson.Landmarks;
import io.skelspark.source.estimator.YoloPose.LastColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The invented samples of YOLO, MediaPipe, Azure Kinect, DeepLabCut and arrays, against the numbers beside them. */
class TablesAndArraysTest {
    private static final String FOLDER = "pose_formats";

    /** The formats by the folder of their samples and the end of the name. */
    static Map<String, PoseFormat> formats() {
        Map<String, PoseFormat> formats = new LinkedHashMap<>();
        formats.put("yolo/.*\\.json", new YoloJson(false));
        formats.put("yolo/.*", new YoloPose(17, 3, LastColumn.AUTO, YoloPose.ANY));
        formats.put("mediapipe/.*\\.json", new MediaPipeJson(Landmarks.IMAGE));
        formats.put("mediapipe/wide-world\\.csv", new MediaPipeCsv(Unit.METRE));
        formats.put("mediapipe/.*\\.csv", new MediaPipeCsv(Unit.FRACTION));
        formats.put("azure_kinect/.*", new AzureKinect());
        formats.put("deeplabcut/.*", new DeepLabCut());
        formats.put("h36m/.*\\.npy", new NumpyJoints(Unit.METRE));
        formats.put("h36m/.*\\.npz", new VideoPose3D());
        return formats;
    }

    private static PoseFormat formatOf(String sample) {
        return formats().entrySet().stream()
                .filter(entry -> sample.matches(entry.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static JsonNode expected() throws IOException {
        return new ObjectMapper()
                .readTree(RealData.folder(FOLDER).resolve("expected.json").toFile())
                .get("samples");
    }

    private static Stream<String> samples(boolean broken) throws IOException {
        JsonNode samples = expected();
        return Stream.iterate(samples.fieldNames(), names -> names.hasNext(), names -> names)
                .map(names -> names.next())
                .filter(name -> formats().keySet().stream().anyMatch(name::matches))
                .filter(name -> samples.get(name).has("outcome") == broken);
    }

    static Stream<String> sound() throws IOException {
        return samples(false);
    }

    static Stream<String> broken() throws IOException {
        return samples(true);
    }

    @ParameterizedTest
    @MethodSource("sound")
    void readsTheExpectedNumbers(String sample) throws IOException, MalformedRecordException {
        JsonNode expected = expected().get(sample);
        ReadFrames recording =
                ReadFrames.one(formatOf(sample), RealData.folder(FOLDER).resolve(sample));

        assertThat(recording.frames()).hasSize(expected.get("frames").asInt());
        assertThat(recording.frames().stream()
                        .mapToInt(frame -> frame.people().size())
                        .max())
                .hasValue(expected.get("persons").asInt());
        assertThat(recording.people()).allSatisfy(person -> {
            assertThat(person.joints()).isEqualTo(expected.get("joints").asInt());
            assertThat(person.dimensions()).isEqualTo(expected.get("dims").asInt());
        });
        assertThat(expected.get("unit").asText())
                .startsWith(recording.header().unit().key());
        checkTracks(recording, expected.get("tracks"));
        expected.get("spots").forEach(spot -> checkSpot(recording, spot, expected.get("tracks")));
    }

    private static void checkTracks(ReadFrames recording, JsonNode tracks) {
        Set<String> found = recording.people().stream()
                .map(Detection::track)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new TreeSet<>();
        tracks.fieldNames().forEachRemaining(expected::add);
        assertThat(found).isEqualTo(expected);
    }

    private static void checkSpot(ReadFrames recording, JsonNode spot, JsonNode tracks) {
        Frame frame = recording.frames().get(spot.get("frame").asInt());
        double tolerance = spot.get("tolerance").asDouble();
        assertThat(frame.people())
                .filteredOn(person -> tracks.isNull()
                        || tracks.get(person.track())
                                .asText()
                                .equals(spot.get("person").asText()))
                .anySatisfy(person -> {
                    int joint = spot.get("joint").asInt();
                    int dimensions = person.dimensions();
                    double[] values =
                            Arrays.copyOfRange(person.keypoint(), joint * dimensions, (joint + 1) * dimensions);
                    for (int axis = 0; axis < dimensions; axis++) {
                        assertThat(values[axis])
                                .isCloseTo(spot.get("values").get(axis).asDouble(), offset(tolerance));
                    }
                    assertThat(person.score()[joint])
                            .isEqualTo(spot.has("score") ? spot.get("score").asDouble() : 1);
                });
    }

    @ParameterizedTest
    @MethodSource("broken")
    void readsWhatIsOddAndRefusesWhatIsDamaged(String sample) throws IOException, MalformedRecordException {
        JsonNode expected = expected().get(sample);
        Path path = RealData.folder(FOLDER).resolve(sample);
        boolean shapeAlone = sample.endsWith("broken-joints.npy"); // sound by itself; the layout has 17 joints
        if (expected.get("outcome").asText().equals("valid") || shapeAlone) {
            ReadFrames recording = ReadFrames.one(formatOf(sample), path);
            assertThat(recording.indices().get(recording.indices().size() - 1))
                    .isBetween(
                            expected.get("frames").asInt() - 2,
                            expected.get("frames").asInt() - 1);
        } else {
            assertThatThrownBy(() -> ReadFrames.all(formatOf(sample), path))
                    .isInstanceOf(MalformedRecordException.class)
                    .hasMessageNotContainingAny("Exception", "\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yolo/broken-columns          | line 2 of walk_6.txt: found 54 columns, expected 56 to 58",
                "yolo/broken-range            | column 6 in line 1 of walk_3.txt: found 412.5, expected a fraction",
                "mediapipe/broken-nan.csv     | left_wrist_x in line 7 (frame 5) of broken-nan.csv: found 'nan'",
                "mediapipe/broken-column.csv  | no column right_foot_index_visibility",
                "mediapipe/broken-ragged.csv  | line 6 (frame 4) of broken-ragged.csv: found 60 cells, expected 134",
                "azure_kinect/broken-count.json | num_bodies of frame 2 of broken-count.json: found 3 with 2 bodies",
                "azure_kinect/broken-truncated.json | JSON of frame 4 of broken-truncated.json",
                "h36m/broken-nan.npy          | joint 3 of person 0 in frame 5 of broken-nan.npy: found NaN",
                "h36m/broken-truncated.npy    | broken-truncated.npy"
            })
    void namesFileAndFrame(String sample, String message) {
        assertThatThrownBy(() ->
                        ReadFrames.all(formatOf(sample), RealData.folder(FOLDER).resolve(sample)))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @MethodSource("sound")
    void isRecognizedByItsFormatAlone(String sample) throws IOException {
        Path path = RealData.folder(FOLDER).resolve(sample);
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                path = files.sorted().findFirst().orElseThrow();
            }
        }
        byte[] content = Files.readAllBytes(path);
        byte[] start = Arrays.copyOf(content, Math.min(content.length, 1 << 16));
        String name = path.getFileName().toString();
        List<Class<?>> recognized = formats().values().stream()
                .filter(format -> format.recognizes(name, start))
                .<Class<?>>map(PoseFormat::getClass)
                .distinct()
                .toList();

        assertThat(recognized).isEqualTo(List.of(formatOf(sample).getClass()));
    }

    @Test
    void leavesTheFilesOfOtherToolsAlone() throws IOException {
        Path samples = RealData.folder(FOLDER);
        for (String tool : List.of("openpose", "alphapose", "mmpose", "coco", "vitpose", "openpifpaf", "sleap")) {
            try (Stream<Path> files = Files.walk(samples.resolve(tool))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    byte[] content = Files.readAllBytes(file);
                    byte[] start = Arrays.copyOf(content, Math.min(content.length, 1 << 16));
                    String name = String.valueOf(file.getFileName());
                    assertThat(formats().values())
                            .as(file.toString())
                            .noneMatch(format -> format.recognizes(name, start));
                }
            }
        }
    }
}
