package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.skelspark.transform.Transform;
import io.skelspark.transform.UniformSampleFrames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published configs: what a file's name says is in it, and the published accuracy stands beside it. */
class PublishedConfigTest {
    private static final List<String> FEATURES = List.of("joint", "bone", "joint-motion", "bone-motion");

    /** Published top-1 accuracies of joint, bone, joint motion and bone motion. */
    private static final Map<String, List<Double>> PUBLISHED = Map.of(
            "2s-agcn ntu60 2d", List.of(88.60, 91.59, 88.02, 88.82),
            "2s-agcn ntu60 3d", List.of(88.26, 89.22, 86.73, 86.41),
            "stgcn ntu60 2d", List.of(88.95, 91.69, 86.90, 87.86),
            "stgcn ntu60 3d", List.of(88.11, 88.76, 86.06, 85.49),
            "stgcn ntu120 2d", List.of(83.19, 83.36, 78.87, 79.55),
            "stgcn ntu120 3d", List.of(82.15, 84.28, 78.93, 80.02),
            "stgcnpp ntu60 2d", List.of(89.29, 92.30, 87.30, 88.76),
            "stgcnpp ntu60 3d", List.of(89.14, 90.21, 86.67, 87.45));

    /** Published top-1 accuracies of two streams and of four. */
    private static final Map<String, List<Double>> FUSED = Map.of(
            "2s-agcn ntu60 2d", List.of(91.95, 92.34),
            "2s-agcn ntu60 3d", List.of(90.27, 90.89),
            "stgcn ntu60 2d", List.of(92.12, 92.34),
            "stgcn ntu60 3d", List.of(90.14, 90.39),
            "stgcn ntu120 2d", List.of(84.84, 85.23),
            "stgcn ntu120 3d", List.of(85.68, 86.19),
            "stgcnpp ntu60 2d", List.of(92.61, 92.77),
            "stgcnpp ntu60 3d", List.of(91.39, 91.87));

    private static final Map<String, Integer> PARAMETERS = Map.of(
            "2s-agcn ntu60 2d", 3_459_344,
            "2s-agcn ntu60 3d", 3_469_520,
            "stgcn ntu60 2d", 3_088_704,
            "stgcn ntu60 3d", 3_098_832,
            "stgcn ntu120 2d", 3_104_124,
            "stgcn ntu120 3d", 3_114_252,
            "stgcnpp ntu60 2d", 1_393_016,
            "stgcnpp ntu60 3d", 1_403_144);

    private static final Pattern NAME = Pattern.compile("(?<model>.+)_(?<replicas>\\d+)xb(?<batch>\\d+)-(?<feature>.+)"
            + "-u(?<frames>\\d+)-(?<passes>\\d+)e_(?<set>ntu(?<classes>\\d+))-xsub-keypoint-(?<dimensions>[23])d");

    static List<Path> files() throws IOException {
        try (Stream<Path> folders = Files.walk(Path.of("conf"))) {
            return folders.filter(path -> path.getFileName().toString().contains("-u100-"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void areThirtyTwoInAll() throws IOException {
        assertThat(files()).hasSize(32);
    }

    @ParameterizedTest
    @MethodSource("files")
    void holdWhatTheirNamesSay(Path file) {
        RunConfig config = RunConfig.load(file.toString(), List.of());
        Matcher name = NAME.matcher(config.name());

        assertThat(name.matches()).as(config.name()).isTrue();
        assertThat(file).isEqualTo(Path.of("conf", name.group("model"), config.name() + ".conf"));
        int dimensions = Integer.parseInt(name.group("dimensions"));
        int frames = Integer.parseInt(name.group("frames"));
        assertThat(config.dataset().name()).isEqualTo(name.group("set") + "-xsub-" + dimensions + "d");
        assertThat(config.dataset().dimensions()).isEqualTo(dimensions);
        assertThat(config.dataset().layout().name()).isEqualTo(dimensions == 2 ? "coco" : "nturgb+d");
        assertThat(config.dataset().classes()).hasSize(Integer.parseInt(name.group("classes")));
        assertThat(config.dataset().splits().train()).isEqualTo("xsub_train");
        assertThat(config.dataset().splits().test()).isEqualTo("xsub_val");
        assertThat(config.feature().key()).isEqualTo(name.group("feature"));
        assertThat(config.viewShapes().test()).isEqualTo(List.of(2, frames, dimensions == 2 ? 17 : 25, 3));
        assertThat(sampler(config.pipelines().train().transforms()).clipLen()).isEqualTo(frames);
        assertThat(sampler(config.pipelines().test().transforms()).clipLen()).isEqualTo(frames);
        assertThat(sampler(config.pipelines().test().transforms()).numClips()).isEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("files")
    void haveThePublishedRecipe(Path file) {
        RunConfig config = RunConfig.load(file.toString(), List.of());
        Matcher name = NAME.matcher(config.name());

        assertThat(name.matches()).as(config.name()).isTrue();
        assertThat(config.training().recipe().batching().replicas())
                .isEqualTo(Integer.parseInt(name.group("replicas")));
        assertThat(config.training().recipe().batching().batchPerReplica())
                .isEqualTo(Integer.parseInt(name.group("batch")));
        assertThat(config.training().recipe().epochs()
                        * config.training().recipe().batching().repeat())
                .isEqualTo(Integer.parseInt(name.group("passes")));
        assertThat(config.training().recipe().optimization().learningRate()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @MethodSource("files")
    void nameTheNetworkAndItsPublishedAccuracy(Path file) {
        RunConfig config = RunConfig.load(file.toString(), List.of());
        Matcher name = NAME.matcher(config.name());

        assertThat(name.matches()).as(config.name()).isTrue();
        String shape = name.group("model") + " " + name.group("set") + " " + name.group("dimensions") + "d";
        String feature = name.group("feature");
        double top1 = Objects.requireNonNull(PUBLISHED.get(shape)).get(FEATURES.indexOf(feature));
        assertThat(config.evaluation().published()).containsExactly(entry(feature, top1));
        assertThat(config.network().layout().parameterSize()).isEqualTo(PARAMETERS.get(shape));
    }

    static List<String> tables() {
        return List.copyOf(FUSED.keySet());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void makeThePublishedTables(String table) {
        String[] words = table.split(" ", -1);
        String set = words[1] + "-xsub";
        String file = "jobs/%s_%s-%s.conf".formatted(words[0], set, words[2]);
        List<RunConfig> streams = RunConfig.perFeature(file, List.of());
        List<Double> alone = Objects.requireNonNull(PUBLISHED.get(table));
        List<Double> fused = Objects.requireNonNull(FUSED.get(table));

        assertThat(streams.stream().map(stream -> stream.feature().key())).containsExactlyElementsOf(FEATURES);
        for (RunConfig stream : streams) {
            String leaf = "conf/%s/%s_8xb16-%s-u100-80e_%s-keypoint-%s.conf"
                    .formatted(words[0], words[0], stream.feature().key(), set, words[2]);
            RunConfig config = RunConfig.load(leaf, List.of());
            assertThat(stream.training()).isEqualTo(config.training());
            assertThat(stream.pipelines()).isEqualTo(config.pipelines());
            assertThat(stream.dataset().path()).isEqualTo(config.dataset().path());
            assertThat(stream.network()).hasToString(config.network().toString());
        }
        assertThat(streams.get(0).evaluation().published())
                .containsOnly(
                        entry("joint", alone.get(0)),
                        entry("bone", alone.get(1)),
                        entry("joint-motion", alone.get(2)),
                        entry("bone-motion", alone.get(3)),
                        entry("two-stream", fused.get(0)),
                        entry("four-stream", fused.get(1)));
        assertThat(streams.get(0).evaluation().fusions().keySet())
                .as("in the order of the table")
                .containsExactly("two-stream", "four-stream");
        assertThat(streams.get(0).evaluation().fusions())
                .containsEntry("two-stream", Map.of("joint", 1.0, "bone", 1.0))
                .containsEntry(
                        "four-stream", Map.of("joint", 2.0, "joint-motion", 1.0, "bone", 2.0, "bone-motion", 1.0));
    }

    private static UniformSampleFrames sampler(List<Transform> transforms) {
        return transforms.stream()
                .filter(UniformSampleFrames.class::isInstance)
                .map(UniformSampleFrames.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
