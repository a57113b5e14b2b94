package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.skeleton.Layout.Sides;
import io.skelspark.skeleton.LayoutGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layout that is part of Skelspark: a tree, symmetric, with names; and against the facts beside the project. */
class ShippedLayoutsTest {
    private static final Path FACTS = Path.of("../shared/spec/layouts.json");

    /** A layout that the facts lack: kinect-v1 in the order of UTD-MHAD. */
    private static final String WITHOUT_FACTS = "utd-mhad";

    static List<String> names() {
        return LayoutConfig.names();
    }

    @Test
    void listsEveryFileOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf/layout"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(names().stream()
                            .map(name -> name.replace("+", "") + ".conf")
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isATreeThatLeadsToTheCentre(String name) {
        Layout layout = LayoutConfig.load(name);
        assertThat(layout.name()).isEqualTo(name);
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
    @MethodSource("names")
    void isItsOwnMirrorImage(String name) {
        Layout layout = LayoutConfig.load(name);
        Set<Pair> edges = Set.copyOf(layout.inward());
        Set<Pair> bones = Set.copyOf(layout.bones());
        int[] mirrored = layout.mirroredJoints();
        assertThat(edges).allMatch(edge -> edges.contains(mirrored(edge, mirrored)));
        assertThat(bones).allMatch(bone -> bones.contains(mirrored(bone, mirrored)));
        assertThat(mirrored[layout.center()]).isEqualTo(layout.center());
        assertThat(both(layout.jointSides())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("names")
    void pairsLimbsThatAreMirrorImages(String name) {
        Layout layout = LayoutConfig.load(name);
        int[] joints = layout.mirroredJoints();
        int[] limbs = layout.mirroredLimbs();
        for (int limb = 0; limb < limbs.length; limb++) {
            Set<Integer> image = ends(mirrored(layout.limbs().get(limb), joints));
            assertThat(ends(layout.limbs().get(limbs[limb])))
                    .as("limb %d", limb)
                    .isEqualTo(image);
        }
        assertThat(both(layout.limbSides())).doesNotHaveDuplicates();
        assertThat(layout.limbs().stream().map(ShippedLayoutsTest::ends)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasDifferentNamesThatSayTheSides(String name) {
        Layout layout = LayoutConfig.load(name);
        assertThat(layout.joints()).doesNotHaveDuplicates().doesNotContain("");
        Sides said = LayoutGenerator.jointSides(layout);
        assertThat(layout.jointSides().left()).containsAll(said.left());
        assertThat(layout.jointSides().right()).containsAll(said.right());
    }

    @ParameterizedTest
    @MethodSource("names")
    void equalsTheFacts(String name) throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(FACTS), FACTS + " is missing");
        Assumptions.assumeFalse(name.equals(WITHOUT_FACTS), "the facts lack " + name);
        JsonNode facts = new ObjectMapper().readTree(FACTS.toFile()).get(name);
        Layout layout = LayoutConfig.load(name);

        assertThat(layout.joints().stream().map(joint -> words(joint)))
                .containsExactlyElementsOf(words(facts.get("joints")));
        assertThat(layout.center()).isEqualTo(facts.get("center").intValue());
        List<Pair> edges = new ArrayList<>();
        facts.get("inward")
                .forEach(edge ->
                        edges.add(new Pair(edge.get(0).intValue(), edge.get(1).intValue())));
        assertThat(layout.inward()).containsExactlyInAnyOrderElementsOf(edges);
        Map<Integer, Integer> sides = new HashMap<>();
        IntStream.range(0, facts.get("left").size())
                .forEach(i -> sides.put(
                        facts.get("left").get(i).intValue(),
                        facts.get("right").get(i).intValue()));
        Map<Integer, Integer> found = new HashMap<>();
        IntStream.range(0, layout.jointSides().left().size())
                .forEach(i -> found.put(
                        layout.jointSides().left().get(i),
                        layout.jointSides().right().get(i)));
        assertThat(found).isEqualTo(sides);
    }

    @Test
    void hasAllLayoutsOfTheFacts() throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(FACTS), FACTS + " is missing");
        List<String> facts = new ArrayList<>();
        new ObjectMapper().readTree(FACTS.toFile()).fieldNames().forEachRemaining(facts::add);
        facts.add(WITHOUT_FACTS);
        assertThat(names()).containsExactlyInAnyOrderElementsOf(facts);
    }

    private static Pair mirrored(Pair pair, int[] joints) {
        return new Pair(joints[pair.from()], joints[pair.to()]);
    }

    private static Set<Integer> ends(Pair pair) {
        return Set.of(pair.from(), pair.to());
    }

    private static List<Integer> both(Sides sides) {
        return Stream.of(sides.left(), sides.right()).flatMap(List::stream).toList();
    }

    /** Returns the words of a name: "tip of left hand" and "left hand tip" have the same. */
    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>(Set.of(name.split(" ", -1)));
        words.remove("of");
        return words;
    }

    private static List<Set<String>> words(JsonNode names) {
        List<Set<String>> words = new ArrayList<>();
        names.forEach(name -> words.add(words(name.textValue())));
        return words;
    }
}
