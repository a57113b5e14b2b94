package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutConfigTest {
    private static final Config TOY = ConfigFactory.parseString(
            """
            name = toy
            joints = [a, b, c]
            center = 0
            inward = [[1, 0], [2, 0]]
            bones = [[0, 0], [1, 0], [2, 0]]
            left-joints = [1]
            right-joints = [2]
            limbs = [[0, 1], [0, 2]]
            left-limbs = [0]
            right-limbs = [1]
            """);

    @ParameterizedTest
    @CsvSource({
        "coco, 17, 17",
        "nturgb+d, 25, 24",
        "openpose, 18, 17",
        "kinect-v1, 20, 19",
        "utd-mhad, 20, 19",
        "jhmdb, 15, 14"
    })
    void loadsTheLayoutsOfThePublishedSets(String name, int joints, int limbs) {
        Layout layout = LayoutConfig.load(name);
        assertThat(layout.name()).isEqualTo(name);
        assertThat(layout.size()).isEqualTo(joints);
        assertThat(layout.limbs()).hasSize(limbs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coco", "nturgb+d", "openpose", "kinect-v1", "utd-mhad", "jhmdb"})
    void linksEveryJointToTheCentreByOneWay(String name) {
        Layout layout = LayoutConfig.load(name);
        assertThat(layout.inward()).hasSize(layout.size() - 1);
        Set<Integer> reached = new HashSet<>(Set.of(layout.center()));
        for (int round = 0; round < layout.size(); round++) {
            for (Pair edge : layout.inward()) {
                if (reached.contains(edge.to())) {
                    reached.add(edge.from());
                }
            }
        }
        assertThat(reached).hasSize(layout.size());
        assertThat(layout.bones().stream().map(Pair::from))
                .hasSize(layout.size())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"coco", "nturgb+d", "openpose", "kinect-v1", "utd-mhad", "jhmdb"})
    void pairsLeftWithRight(String name) {
        Layout layout = LayoutConfig.load(name);
        for (int i = 0; i < layout.jointSides().left().size(); i++) {
            String left = layout.joints().get(layout.jointSides().left().get(i));
            String right = layout.joints().get(layout.jointSides().right().get(i));
            assertThat(left).contains("left");
            assertThat(right).isEqualTo(left.replace("left", "right"));
        }
        assertThat(layout.joints().stream().filter(joint -> joint.contains("left")))
                .hasSize(layout.jointSides().left().size());
        for (int i = 0; i < layout.limbSides().left().size(); i++) {
            Pair left = layout.limbs().get(layout.limbSides().left().get(i));
            Pair right = layout.limbs().get(layout.limbSides().right().get(i));
            assertThat(new Pair(mirrored(layout, left.from()), mirrored(layout, left.to())))
                    .isEqualTo(right);
        }
        assertThat(Stream.concat(layout.limbSides().left().stream(), layout.limbSides().right().stream()))
                .doesNotHaveDuplicates();
        assertThat(layout.limbs().stream().map(limb -> Set.of(limb.from(), limb.to())))
                .doesNotHaveDuplicates();
    }

    private static int mirrored(Layout layout, int joint) {
        int index = layout.jointSides().left().indexOf(joint);
        return index < 0 ? joint : layout.jointSides().right().get(index);
    }

    @Test
    void readsALayoutOfOnesOwn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("toy.conf");
        Files.writeString(file, TOY.root().render());
        Layout layout = LayoutConfig.load(file.toString());
        assertThat(layout.joints()).containsExactly("a", "b", "c");
        assertThat(layout.inward()).containsExactly(new Pair(1, 0), new Pair(2, 0));
        assertThat(layout).isEqualTo(LayoutConfig.from(TOY));
    }

    @Test
    void findsALayoutInTheWorkingFolder() throws IOException {
        Path file = Path.of("conf/layout/layout-config-test.conf");
        try {
            Files.writeString(file, TOY.root().render());
            assertThat(LayoutConfig.load("layout-config-test")).isEqualTo(LayoutConfig.from(TOY));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void namesAMissingLayout() {
        assertThatThrownBy(() -> LayoutConfig.load("cocoa"))
                .hasMessageContaining("layout 'cocoa' is unknown")
                .hasMessageContaining("coco, nturgb+d");
        assertThatThrownBy(() -> LayoutConfig.load("no/such.conf")).hasMessageContaining("no/such.conf is missing");
    }

    @Test
    void namesTheFileAndTheMissingKey(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("toy.conf");
        Files.writeString(file, TOY.withoutPath("bones").root().render());
        assertThatThrownBy(() -> LayoutConfig.load(file.toString()))
                .hasMessageContaining("toy.conf")
                .hasMessageContaining("'bones' is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "centre = 1 | unknown key 'centre'",
                "center = x | key 'center' has another form",
                "inward = [[1, 0, 2]] | key 'inward' holds [1, 0, 2]",
                "inward = 7 | key 'inward' has another form",
                "limbs = [[0, 9]] | pair names 9, expected 0 to 2",
                "left-joints = [1, 2] | left and right lists differ"
            })
    void namesAnOddKey(String line, String message) {
        Config odd = ConfigFactory.parseString(line).withFallback(TOY);
        assertThatThrownBy(() -> LayoutConfig.from(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
