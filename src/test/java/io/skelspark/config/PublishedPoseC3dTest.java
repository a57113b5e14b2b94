package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.skelspark.evaluate.Published.Measure;
import io.skelspark.train.optimizer.Sgd;
import io.skelspark.train.schedule.Schedule;
import io.skelspark.transform.CenterCrop;
import io.skelspark.transform.GeneratePoseTarget;
import io.skelspark.transform.Resize;
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

/** The published configs of PoseC3D: what a file's name says is in it, and the published accuracy beside it. */
class PublishedPoseC3dTest {
    /** What the reference's files hold of a set; rates are of the whole recipe. */
    private record Expected(
            String dataset, String trainSplit, String testSplit, int parameters, int train, int test, double rate) {}

    private static final Map<String, Expected> SETS = Map.of(
            "gym", new Expected("gym-2d", "train", "val", 2_044_867, 56, 64, 0.2),
            "ntu60-xsub", new Expected("ntu60-xsub-2d", "xsub_train", "xsub_val", 2_024_860, 56, 64, 0.2),
            "ucf101-split1", new Expected("ucf101-split1-2d", "train1", "test1", 3_055_173, 48, 56, 0.01),
            "hmdb51-split1", new Expected("hmdb51-split1-2d", "train1", "test1", 3_029_523, 48, 56, 0.01),
            "k400", new Expected("k400-2d", "train", "val", 3_208_560, 56, 64, 0.4));

    private static final Map<String, Double> PUBLISHED = Map.of(
            "gym-keypoint", 93.5,
            "gym-limb", 93.6,
            "ntu60-xsub-keypoint", 93.6,
            "ntu60-xsub-limb", 93.5,
            "ucf101-split1-keypoint", 86.8,
            "hmdb51-split1-keypoint", 69.6,
            "k400-keypoint", 47.4);

    private static final Pattern NAME = Pattern.compile("slowonly_(?<pretrained>kinetics400-pretrained-)?r50"
            + "_8xb(?<batch>\\d+)-u(?<frames>\\d+)-(?<passes>\\d+)e_(?<set>.+)-(?<feature>keypoint|limb)");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf/posec3d"))) {
            return files.filter(path -> path.getFileName().toString().startsWith("slowonly_"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void makeTheThirtyNineOfThePageComplete() throws IOException {
        assertThat(files()).hasSameSizeAs(PUBLISHED.keySet());
        assertThat(files().size() + PublishedConfigTest.files().size()).isEqualTo(39);
    }

    private static Matcher name(RunConfig config) {
        Matcher name = NAME.matcher(config.name());
        assertThat(name.matches()).as(config.name()).isTrue();
        return name;
    }

    @ParameterizedTest
    @MethodSource("files")
    void holdWhatTheirNamesSay(Path file) {
        RunConfig config = RunConfig.load(file.toString(), List.of());
        Matcher name = name(config);
        Expected expected = Objects.requireNonNull(SETS.get(name.group("set")));
        int frames = Integer.parseInt(name.group("frames"));

        assertThat(file.getFileName()).hasToString(config.name() + ".conf");
        assertThat(config.dataset().name()).isEqualTo(expected.dataset);
        assertThat(config.dataset().splits().train()).isEqualTo(expected.trainSplit);
        assertThat(config.dataset().splits().test()).isEqualTo(expected.testSplit);
        assertThat(config.feature().key()).isEqualTo(name.group("feature"));
        assertThat(config.viewShapes())
                .isEqualTo(new ViewShapes(
                        List.of(17, frames, expected.train, expected.train),
                        List.of(17, frames, expected.test, expected.test)));
        assertThat(config.network().layout().parameterSize()).isEqualTo(expected.parameters);
    }

    @ParameterizedTest
    @MethodSource("files")
    void haveThePublishedRecipe(Path file) {
        RunConfig config = RunConfig.load(file.toString(), List.of());
        Matcher name = name(config);
        boolean pretrained = name.group("pretrained") != null;
        var recipe = config.training().recipe();

        assertThat(recipe.batching().replicas()).isEqualTo(8);
        assertThat(recipe.batching().batchPerReplica()).isEqualTo(Integer.parseInt(name.group("batch")));
        assertThat(recipe.epochs() * recipe.batching().repeat()).isEqualTo(Integer.parseInt(name.group("passes")));
        assertThat(recipe.optimization().learningRate())
                .isEqualTo(Objects.requireNonNull(SETS.get(name.group("set"))).rate);
        assertThat(recipe.optimization().optimizer())
                .isEqualTo(new Sgd(0.9f, name.group("set").equals("k400") ? 1e-4f : 3e-4f, Sgd.Momentum.PLAIN));
        assertThat(recipe.optimization().maxGradientNorm()).isEqualTo(40);
        assertThat(recipe.optimization().schedule())
                .isEqualTo(pretrained ? new Schedule.Steps(0.1, List.of(9, 11)) : new Schedule.Cosine(0));
        assertThat(config.training().initial().path())
                .isEqualTo(pretrained ? "checkpoints/k400_posec3d-041f49c6.pth" : "");
    }

    @ParameterizedTest
    @MethodSource("files")
    void drawTenClipsAndTheirMirrorImagesAtTheSizeOfTheTest(Path file) {
        RunConfig config = RunConfig.load(file.toString(), List.of());
        Matcher name = name(config);
        int size = config.viewShapes().test().get(2);
        List<Transform> test = config.pipelines().test().transforms();

        assertThat(only(UniformSampleFrames.class, test).numClips()).isEqualTo(10);
        assertThat(only(GeneratePoseTarget.class, test).copies()).isEqualTo(GeneratePoseTarget.Copies.DOUBLE);
        if (name.group("set").equals("k400")) {
            assertThat(only(Resize.class, test)).isEqualTo(new Resize(new Resize.Size(size, size)));
        } else {
            assertThat(only(CenterCrop.class, test)).isEqualTo(new CenterCrop(size, size));
        }
    }

    private static <T extends Transform> T only(Class<T> type, List<Transform> transforms) {
        List<T> found =
                transforms.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @ParameterizedTest
    @MethodSource("files")
    void haveThePublishedAccuracyBesideThem(Path file) {
        RunConfig config = RunConfig.load(file.toString(), List.of());
        Matcher name = name(config);
        String row = name.group("set") + "-" + name.group("feature");

        assertThat(config.evaluation().published())
                .containsExactly(entry(name.group("feature"), Objects.requireNonNull(PUBLISHED.get(row))));
        assertThat(config.evaluation().publishedMetric())
                .isEqualTo(name.group("set").equals("gym") ? Measure.MEAN_CLASS : Measure.TOP1);
    }

    @Test
    void makeThePublishedTables() {
        for (String set : List.of("gym", "ntu60-xsub")) {
            List<RunConfig> streams = RunConfig.perFeature("jobs/posec3d_" + set + ".conf", List.of());
            assertThat(streams.stream().map(stream -> stream.feature().key())).containsExactly("keypoint", "limb");
            for (RunConfig stream : streams) {
                RunConfig leaf = RunConfig.load(
                        "conf/posec3d/slowonly_r50_8xb16-u48-240e_" + set + "-"
                                + stream.feature().key() + ".conf",
                        List.of());
                assertThat(stream.training()).isEqualTo(leaf.training());
                assertThat(stream.pipelines()).isEqualTo(leaf.pipelines());
                assertThat(stream.network()).isEqualTo(leaf.network());
                assertThat(stream.evaluation().fusions())
                        .containsExactly(entry("pose", Map.of("keypoint", 1.0, "limb", 1.0)));
                assertThat(stream.evaluation().published())
                        .containsAllEntriesOf(leaf.evaluation().published());
            }
        }
        assertThat(RunConfig.load("jobs/posec3d_ntu60-xsub.conf", List.of())
                        .evaluation()
                        .published())
                .containsEntry("pose", 94.0);
        for (String set : List.of("ucf101", "hmdb51", "k400", "jhmdb")) {
            assertThat(RunConfig.load("jobs/posec3d_" + set + ".conf", List.of())
                            .dataset()
                            .name())
                    .startsWith(set);
        }
    }
}
