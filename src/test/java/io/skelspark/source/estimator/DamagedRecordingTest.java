package io.skelspark.source.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import io.skelspark.Damage;
import io.skelspark.pickle.NpyBytes;
import io.skelspark.source.MalformedRecordException;
import io.skelspark.source.detection.PoseFormat;
import io.skelspark.source.detection.Unit;
import io.skelspark.source.estimator.MediaPipeJson.Landmarks;
import io.skelspark.source.estimator.YoloPose.LastColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.fs.FileUtil;

/** Whatever bytes a recording holds, a reader returns frames or one line that says what is wrong, and throws nothing else. */
class DamagedRecordingTest {
    private static final String SEED = "20261";
    private static final int TRIES = 400;
    private static final String YOLO = "yolo";

    @SuppressWarnings("NullAway.Init") // made before the first test
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("recordings");
    }

    @AfterContainer
    static void removeFolder() {
        FileUtil.fullyDelete(folder.toFile());
    }

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Damage.some();
    }

    private static void check(PoseFormat format, String name, byte[] sound, List<Damage> damage) throws IOException {
        byte[] damaged = Damage.apply(sound, damage);
        Path file = folder.resolve(name);
        Files.createDirectories(folder.resolve(YOLO));
        Files.write(file, damaged);
        format.recognizes(name, Arrays.copyOf(damaged, Math.min(damaged.length, 1 << 16)));
        Damage.bounded(() -> {
            try {
                ReadFrames.all(format, format.isFolder() ? folder.resolve(YOLO) : file);
            } catch (MalformedRecordException | IOException refused) {
                assertThat(refused).message().isNotBlank();
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Property(seed = SEED, tries = TRIES)
    void yoloPose(@ForAll("damage") List<Damage> damage) throws IOException {
        String lines = "0 0.5 0.5 0.2 0.4 0.1 0.2 0.9 0.5 2\n0 0.6 0.5 0.2 0.4 0.1 0.2 0.9 0.5 3\n";
        check(new YoloPose(1, 3, LastColumn.AUTO, 0), YOLO + "/walk_1.txt", bytes(lines), damage);
    }

    @Property(seed = SEED, tries = TRIES)
    void yoloJson(@ForAll("damage") List<Damage> damage) throws IOException {
        String person = "{'class': 0, 'confidence': 0.5, 'box': {'x1': 1, 'y1': 2, 'x2': 3, 'y2': 4}, 'track_id': 1,"
                + " 'keypoints': {'x': [1, 2], 'y': [3, 4], 'visible': [1, 0.5]}}";
        check(new YoloJson(false), "walk.json", bytes("[[" + person + "], [], '[]']"), damage);
    }

    @Property(seed = SEED, tries = TRIES)
    void mediaPipeJson(@ForAll("damage") List<Damage> damage) throws IOException {
        String landmark = "{'x': 0.1, 'y': 0.2, 'z': -0.3, 'visibility': 0.5}";
        String json = "{'fps': 30, 'frames': [{'frame': 0, 'pose_landmarks': [[" + landmark + "]]}, {'frame': 1,"
                + " 'pose_landmarks': [" + landmark + "]}], 'image_width': 640, 'image_height': 480}";
        check(new MediaPipeJson(Landmarks.IMAGE), "walk.json", bytes(json), damage);
    }

    @Property(seed = SEED, tries = TRIES)
    void azureKinect(@ForAll("damage") List<Damage> damage) throws IOException {
        String json =
                "{'frames': [{'bodies': [{'body_id': 1, 'joint_positions': [[1, 2, 3], [4, 5, 6]]}], 'frame_id': 0,"
                        + " 'num_bodies': 1}, {'bodies': [], 'frame_id': 2}], 'joint_names': ['PELVIS', 'HEAD']}";
        check(new AzureKinect(), "walk.json", bytes(json), damage);
    }

    @Property(seed = SEED, tries = TRIES)
    void mediaPipeWide(@ForAll("damage") List<Damage> damage) throws IOException {
        String table =
                "frame,nose_x,nose_y,nose_visibility,hip_x,hip_y,hip_visibility\n0,1,2,0.5,'3',4,1\n2,1,2,1,,,\n";
        check(new MediaPipeCsv(Unit.FRACTION), "walk.csv", bytes(table), damage);
    }

    @Property(seed = SEED, tries = TRIES)
    void mediaPipeNumbered(@ForAll("damage") List<Damage> damage) throws IOException {
        check(new MediaPipeCsv(Unit.FRACTION), "walk.csv", bytes("class,x1,y1,x2,y2\na,1,2,3,4\na,5,6,7,8\n"), damage);
    }

    @Property(seed = SEED, tries = TRIES)
    void mediaPipeLong(@ForAll("damage") List<Damage> damage) throws IOException {
        String table = "frame,landmark,x,y,z\n0,0,1,2,3\n0,1,4,5,6\n1,0,1,2,3\n1,1,4,5,6\n";
        check(new MediaPipeCsv(Unit.METRE), "walk.csv", bytes(table), damage);
    }

    @Property(seed = SEED, tries = TRIES)
    void deepLabCut(@ForAll("damage") List<Damage> damage) throws IOException {
        String table =
                """
                scorer,D,D,D,D
                individuals,a,a,b,b
                bodyparts,nose,nose,nose,nose
                coords,x,y,x,y
                0,1,2,3,4
                1,5,6,,
                """;
        check(new DeepLabCut(), "mice.csv", bytes(table), damage);
    }

    @Property(seed = SEED, tries = TRIES)
    void numpyJoints(@ForAll("damage") List<Damage> damage) throws IOException {
        byte[] array = NpyBytes.floats("(2, 1, 2, 2)", 1, 2, 3, 4, 5, 6, 7, 8);
        check(new NumpyJoints(Unit.METRE), "walk.npy", array, damage);
    }

    @Property(seed = SEED, tries = TRIES)
    void videoPose3D(@ForAll("damage") List<Damage> damage) throws IOException {
        check(new VideoPose3D(), "walk.npz", ArrayRecordingsTest.videoPose(), damage);
    }
}
