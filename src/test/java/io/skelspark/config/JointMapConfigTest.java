package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.skelspark.skeleton.JointMap;
import io.skelspark.skeleton.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JointMapConfigTest {
    static List<String> names() {
        return JointMapConfig.names();
    }

    private static JointMap read(String section) {
        Settings settings = new Settings(ConfigFactory.parseString(section));
        JointMap map = JointMapConfig.read(settings, "map");
        settings.rejectUnread();
        return map;
    }

    @Test
    void listsEveryFileOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf/map"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(names().stream()
                            .map(name -> name.replace("+", "") + ".conf")
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isNamedByItsLayouts(String name) {
        JointMap map = JointMapConfig.load(name);
        assertThat(name).isEqualTo(map.from().name() + "-" + map.to().name());
    }

    /** A mistake of sides that others have made: an arm made from that of the other side. */
    @ParameterizedTest
    @MethodSource("names")
    void mirrorsWithItsLayouts(String name) {
        JointMap map = JointMapConfig.load(name);
        int[] from = map.from().mirroredJoints();
        int[] to = map.to().mirroredJoints();
        for (int joint = 0; joint < to.length; joint++) {
            Set<Integer> image = map.sources().get(joint).stream()
                    .map(source -> from[source])
                    .collect(Collectors.toSet());
            assertThat(Set.copyOf(map.sources().get(to[joint])))
                    .as("mirror image of %s", map.to().joints().get(joint))
                    .isEqualTo(image);
        }
    }

    /** The tables of AlphaPose, MotionBERT, MMPose and others, by index: a list is a mean. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coco-openpose | 0 5+6 6 8 10 5 7 9 12 14 16 11 13 15 2 1 4 3",
                "openpose-coco | 0 15 14 17 16 5 2 6 3 7 4 11 8 12 9 13 10",
                "body25-openpose | 0 1 2 3 4 5 6 7 9 10 11 12 13 14 15 16 17 18",
                "body25-coco | 0 16 15 18 17 5 2 6 3 7 4 12 9 13 10 14 11",
                "halpe26-body25 | 0 18 6 8 10 5 7 9 19 12 14 16 11 13 15 2 1 4 3 20 22 24 21 23 25",
                "wholebody-133-body25 | 0 5+6 6 8 10 5 7 9 11+12 12 14 16 11 13 15 2 1 4 3 17 18 19 20 21 22",
                "wholebody-133-wholebody-27 | 0 5 6 7 8 9 10 91 95 96 99 100 103 104 107 108 111 112 116 117 120 121"
                        + " 124 125 128 129 132",
                "coco-h36m | 11+12 12 14 16 11 13 15 5+6+11+12 5+6 0 1+2 5 7 9 6 8 10",
                "halpe26-h36m | 19 12 14 16 11 13 15 18+19 18 0 17 5 7 9 6 8 10",
                "mediapipe-pose-coco | 0 2 5 7 8 11 12 13 14 15 16 23 24 25 26 27 28",
                "body25-nturgb+d | 8 8+1 1 0 5 6 7 7 2 3 4 4 12 13 14 21 9 10 11 24 1 7 7 4 4",
                "azure-kinect-nturgb+d | 0 1 3 26 5 6 7 8 12 13 14 15 18 19 20 21 22 23 24 25 4+11 9 10 16 17",
                "kinect-v1-nturgb+d | 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 2 - - - -",
                "mpi-inf-3dhp-28-mpi-inf-3dhp-17 | 7 5 14 15 16 9 10 11 23 24 25 18 19 20 4 3 6"
            })
    void equalsTheTableOfItsSource(String name, String table) {
        List<List<Integer>> expected = Arrays.stream(table.split(" ", -1))
                .map(joint -> joint.equals("-")
                        ? List.<Integer>of()
                        : Arrays.stream(joint.split("\\+", -1))
                                .map(Integer::valueOf)
                                .toList())
                .toList();
        assertThat(JointMapConfig.load(name).sources()).isEqualTo(expected);
    }

    @Test
    void turnsTheAxesToThoseOfKinectV2() {
        JointMap map = JointMapConfig.load("azure-kinect-nturgb+d");
        double[] keypoint = IntStream.range(0, 32 * 3).asDoubleStream().toArray();
        double[] score = IntStream.range(0, 32).mapToDouble(joint -> 1).toArray();
        assertThat(map.keypoint(keypoint, score)).startsWith(-0.0, -1, 2, -3, -4, 5);
    }

    @Test
    void readsASectionANameAndAPath(@TempDir Path folder) throws IOException {
        String section =
                "from = mouse-4, to = mouse-4, joints = [snout, [left ear, 2], [right ear], []], scale = [1, -1]";
        JointMap map = read("map { " + section + " }");
        assertThat(map.sources()).containsExactly(List.of(0), List.of(1, 2), List.of(2), List.of());
        assertThat(map.scale()).containsExactly(1.0, -1.0);
        Path file = Files.writeString(folder.resolve("my.conf"), section);
        assertThat(read("map = \"" + file + "\"")).isEqualTo(map);
        assertThat(read("map = coco-h36m").to().name()).isEqualTo("h36m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "map = coco-opnpose | map = 'coco-opnpose' (String: 1): map 'coco-opnpose' is unknown",
                "map = coco-opnpose | did you mean coco-openpose?",
                "map { from = coco } | map.to is missing",
                "map { from = cocoo, to = coco, joints = [] } | did you mean coco?",
                "map { from = coco, to = mouse-4, joints = 3 } | map.joints (String: 1) is 3, expected a list of joints of coco",
                "map { from = coco, to = mouse-4, joints = [0, 1] } | one for each of the 4 joints of mouse-4; it has 2",
                "map { from = coco, to = mouse-4, joints = [0, 1, 2, tail] } | names 'tail', expected a joint of layout coco",
                "map { from = coco, to = mouse-4, joints = [0, 1, 2, lft hip] } | did you mean left hip?",
                "map { from = coco, to = mouse-4, joints = [0, 1, 2, 17] } | names '17', expected a joint of layout coco, by"
                        + " its name or an index from 0 to 16",
                "map { from = coco, to = mouse-4, joints = [0, 1, 2, [[3]]] } | names '[3]', expected a joint",
                "map { from = coco, to = coco, joints = [], sclae = 3 } | it has 0",
                "map { from = mouse-4, to = mouse-4, joints = [0, 1, 2, 3], sclae = 3 } | sclae",
                "map { from = mouse-4, to = mouse-4, joints = [0, 1, 2, 3], scale = [1, 0] } | expected factors other than 0",
                "map { from = mouse-4, to = mouse-4, joints = [0, 1, 2, 3], scale = [1] } | map.scale"
            })
    void namesWhatIsWrong(String section, String message) {
        assertThatThrownBy(() -> read(section)).isInstanceOf(ConfigError.class).hasMessageContaining(message);
    }

    @Test
    void namesTheFileOfAFault(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("my.conf"), "from = coco\nto = h36m\njoints = [nose]\n");
        assertThatThrownBy(() -> JointMapConfig.load(file.toString())).hasMessageContaining("my.conf:3");
    }

    @Test
    void takesAllJointsOfEachLayout() {
        Layout coco = JointMapConfig.load("halpe26-coco").to();
        assertThat(JointMapConfig.load("halpe26-coco").sources())
                .isEqualTo(JointMapConfig.load("wholebody-133-coco").sources())
                .hasSize(coco.size());
    }
}
