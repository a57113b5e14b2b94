package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void completesAShortLayout() {
        Layout layout = LayoutConfig.from(ConfigFactory.parseString(
                "name = toy, joints = [head, left ear, right ear], center = 0, inward = [[2, 0], [1, 0]]"));
        assertThat(layout.bones()).containsExactly(new Pair(0, 0), new Pair(1, 0), new Pair(2, 0));
        assertThat(layout.limbs()).containsExactly(new Pair(0, 2), new Pair(0, 1));
        assertThat(layout.jointSides()).isEqualTo(new Sides(List.of(1), List.of(2)));
        assertThat(layout.limbSides()).isEqualTo(new Sides(List.of(1), List.of(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"left-joints", "right-joints", "left-limbs", "right-limbs"})
    void wantsBothSidesOrNone(String key) {
        assertThatThrownBy(() -> LayoutConfig.from(TOY.withoutPath(key)))
                .hasMessageContaining("key '" + key + "' is missing");
    }

    @Test
    void findsALayoutInTheWorkingFolder() throws IOException {
        Path file = Path.of("conf/layout/layout-config-test.conf");
        try {
            Files.writeString(file, TOY.root().render());
            assertThat(LayoutConfig.load("layout-config-test")).isEqualTo(LayoutConfig.from(TOY));
            assertThat(LayoutConfig.ownFiles()).containsExactly(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void namesAMissingLayout() {
        assertThatThrownBy(() -> LayoutConfig.load("cocoa"))
                .hasMessageContaining("layout 'cocoa' is unknown")
                .hasMessageContaining("expected coco, openpose, body25, ")
                .hasMessageEndingWith("mouse-4 or the path of a .conf file; did you mean coco?");
        assertThatThrownBy(() -> LayoutConfig.load("no/such.conf")).hasMessageContaining("no/such.conf is missing");
    }

    @Test
    void namesTheFileAndTheMissingKey(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("toy.conf");
        Files.writeString(file, TOY.withoutPath("inward").root().render());
        assertThatThrownBy(() -> LayoutConfig.load(file.toString()))
                .hasMessageContaining("toy.conf")
                .hasMessageContaining("'inward' is missing");
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
                "left-joints = [1, 2] | left and right lists differ",
                "left-limbs = [0, 1] | left and right lists differ",
                "bones = null | key 'bones' is missing"
            })
    void namesAnOddKey(String line, String message) {
        Config odd = ConfigFactory.parseString(line).withFallback(TOY);
        assertThatThrownBy(() -> LayoutConfig.from(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
