package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.skelspark.config.PysklTables.GraphTable;
import io.skelspark.config.PysklTables.VolumeTable;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.evaluate.Published.Measure;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.skeleton.Layout.Pair;
import io.skelspark.train.Batching;
import io.skelspark.train.ClassSampling;
import io.skelspark.train.TrainSettings;
import io.skelspark.train.network.StateLayout.Entry;
import io.skelspark.train.optimizer.Sgd;
import io.skelspark.train.schedule.Schedule;
import io.skelspark.transform.FormatGCNInput;
import io.skelspark.transform.GenSkeFeat;
import io.skelspark.transform.PadTo;
import io.skelspark.transform.Pipeline;
import io.skelspark.transform.PoseDecode;
import io.skelspark.transform.PreNormalize2D;
import io.skelspark.transform.PreNormalize3D;
import io.skelspark.transform.PreNormalize3D.Alignment;
import io.skelspark.transform.RandomRot;
import io.skelspark.transform.RandomScale;
import io.skelspark.transform.Transform;
import io.skelspark.transform.UniformSample;
import io.skelspark.transform.UniformSampleDecode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of PYSKL's configurations, a file for each table: every value of the reference is in it. Those of PoseC3D are in
 * {@link PysklPoseC3dTest}.
 */
class PysklConfigTest {
    private static final Map<String, RunConfig> LOADED = new ConcurrentHashMap<>();

    /** Parameters of a network of 60 classes for 3D joints, and for 2D joints. */
    private static final Map<String, List<Integer>> PARAMETERS = Map.of(
            "ctrgcn", List.of(1_446_672, 1_436_496),
            "dgstgcn", List.of(1_701_172, 1_674_244),
            "msg3d", List.of(3_194_595, 2_975_763),
            "aagcn", List.of(3_781_668, 3_760_228),
            "stgcn", List.of(3_098_832, 3_088_704),
            "stgcn++", List.of(1_403_144, 1_393_016),
            "strong_aug", List.of(1_403_144, 1_393_016));

    static List<GraphTable> graphs() {
        return PysklTables.graphs();
    }

    /** Loads a stream, if its network is there. */
    private static RunConfig load(GraphTable table, String feature) {
        return load(table.file(), feature);
    }

    /** Loads a stream. */
    static RunConfig load(Path file, String feature) {
        return LOADED.computeIfAbsent(
                file + " " + feature, key -> RunConfig.load(file.toString(), List.of("feature=" + feature)));
    }

    static double setting(RunConfig config, String key) {
        return ConfigFactory.parseString(config.resolved()).getDouble(key);
    }

    @Test
    void areAFileForEachTableAndAllStreamsOfTheReference() throws IOException {
        Set<Path> bases = Set.of(
                Path.of("centred.conf"),
                Path.of("vanilla.conf"),
                Path.of("slowonly.conf"),
                Path.of("c3d_light.conf"),
                Path.of("x3d_shallow.conf"),
                Path.of("finetuned.conf"),
                Path.of("joint-limb.conf"),
                Path.of("base.conf"));
        List<Path> expected = Stream.concat(
                        graphs().stream().map(GraphTable::file),
                        PysklTables.volumes().stream().map(VolumeTable::file))
                .toList();
        try (Stream<Path> files = Files.walk(Path.of("conf/pyskl"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".conf"))
                            .filter(file -> !file.startsWith("conf/pyskl/base"))
                            .filter(file -> !bases.contains(file.getFileName())))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(expected).hasSize(66);
        assertThat(graphs().size() * 4
                        + PysklTables.volumes().stream()
                                .mapToInt(table -> table.features().size())
                                .sum())
                .as("configurations of the reference")
                .isEqualTo(233);
        int lines = 0;
        for (Path file : expected) {
            lines += Files.readAllLines(file).size();
        }
        assertThat(lines).isLessThan(650);
        String page = Files.readString(Path.of("conf/pyskl/README.md"));
        assertThat(expected).allSatisfy(file -> assertThat(page)
                .contains("(" + Path.of("conf/pyskl").relativize(file) + ")"));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void holdTheDataSet(GraphTable table) {
        RunConfig config = load(table, "joint");
        String split = table.set().replaceFirst(".*_", "");

        assertThat(config.dataset().path())
                .isEqualTo("prepared/" + table.set().replaceFirst("_.*", "") + (table.isFlat() ? "-2d" : "-3d"));
        assertThat(config.dataset().dimensions()).isEqualTo(table.isFlat() ? 2 : 3);
        assertThat(config.dataset().layout().name()).isEqualTo(table.isFlat() ? "coco" : "nturgb+d");
        assertThat(config.dataset().classes()).hasSize(table.classes());
        assertThat(config.dataset().persons()).isEqualTo(2);
        assertThat(config.dataset().splits().train()).isEqualTo(split + "_train");
        assertThat(config.dataset().splits().val()).isEqualTo(split + "_val");
        assertThat(config.dataset().splits().test()).isEqualTo(split + "_val");
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void holdTheStreamsTheirFusionsAndPublishedAccuracies(GraphTable table) {
        RunConfig config = load(table, "joint");

        assertThat(config.features())
                .containsExactly(Feature.JOINT, Feature.BONE, Feature.JOINT_MOTION, Feature.BONE_MOTION);
        assertThat(config.evaluation().published()).containsExactlyInAnyOrderEntriesOf(table.published());
        assertThat(config.evaluation().publishedMetric()).isEqualTo(Measure.TOP1);
        assertThat(config.evaluation().average()).isEqualTo(ClipAverage.PROB);
        assertThat(config.evaluation().fusions())
                .isEqualTo(Map.of(
                        "two-stream", Map.of("joint", 1.0, "bone", 1.0),
                        "four-stream", Map.of("joint", 2.0, "bone", 2.0, "joint-motion", 1.0, "bone-motion", 1.0)));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void holdTheRecipe(GraphTable table) {
        RunConfig config = load(table, "joint");
        TrainSettings recipe = config.training().recipe();
        boolean dgstgcn = table.family().equals("dgstgcn");

        assertThat(recipe.batching()).isEqualTo(new Batching(dgstgcn ? 1 : 5, ClassSampling.NATURAL, 8, 16));
        assertThat(recipe.epochs()).isEqualTo(dgstgcn ? 150 : table.family().equals("strong_aug") ? 24 : 16);
        assertThat(recipe.patience()).isZero();
        assertThat(recipe.optimization().learningRate()).isEqualTo(0.1);
        assertThat(recipe.optimization().optimizer())
                .isEqualTo(
                        table.isVanilla()
                                ? new Sgd(0.9f, 1e-4f, Sgd.Momentum.PLAIN)
                                : new Sgd(0.9f, 5e-4f, Sgd.Momentum.NESTEROV));
        assertThat(recipe.optimization().schedule())
                .isEqualTo(table.isVanilla() ? new Schedule.Steps(0.1, List.of(2, 10)) : new Schedule.Cosine(0));
        assertThat(recipe.optimization().maxGradientNorm()).isZero();
        assertThat(recipe.logInterval()).isEqualTo(100);
        assertThat(config.training().initial().path()).isEmpty();
        assertThat(config.viewShapes().test())
                .isEqualTo(List.of(2, table.isVanilla() ? 300 : 100, table.isFlat() ? 17 : 25, 3));
        assertThat(config.evaluation().views()).isEqualTo(table.isVanilla() ? 1 : 10);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void holdThePipelinesOfEachStream(GraphTable table) {
        for (Feature feature : load(table, "joint").features()) {
            RunConfig config = load(table, feature.key());
            Layout layout = config.dataset().layout();
            Transform stream = new GenSkeFeat(layout, List.of(feature));
            for (Stage stage : Stage.values()) {
                List<Transform> expected = new ArrayList<>(List.of(normalizer(table)));
                expected.addAll(stage == Stage.TRAIN ? augmentation(table) : List.of());
                expected.add(stream);
                expected.addAll(frames(table, stage));
                expected.add(FormatGCNInput.pair());
                assertThat(stage.of(config.pipelines()).transforms())
                        .as("%s %s", feature.key(), stage)
                        .isEqualTo(expected);
            }
        }
    }

    /** The pipelines. */
    enum Stage {
        TRAIN,
        VAL,
        TEST;

        Pipeline of(Pipelines pipelines) {
            return this == TRAIN ? pipelines.train() : this == VAL ? pipelines.val() : pipelines.test();
        }
    }

    private static Transform normalizer(GraphTable table) {
        boolean centred = table.family().equals("dgstgcn") && !table.set().equals("ntu60_xview");
        if (table.isFlat()) {
            return PreNormalize2D.pyskl(PreNormalize2D.Extent.FIX, 0, 0.01);
        }
        return centred
                ? new PreNormalize3D(1, new Pair(0, 1), new Pair(8, 4), Set.of(Alignment.CENTER))
                : PreNormalize3D.ntu();
    }

    private static List<Transform> augmentation(GraphTable table) {
        return switch (table.family()) {
            case "dgstgcn" -> List.of(new RandomRot(table.set().equals("ntu60_xview") ? 0.3 : 0.2));
            case "strong_aug" -> List.of(new RandomScale(0.1), new RandomRot(0.3));
            default -> List.of();
        };
    }

    private static List<Transform> frames(GraphTable table, Stage stage) {
        if (table.isVanilla()) {
            return List.of(new PadTo(300, PadTo.Filling.ZERO), new PoseDecode());
        }
        UniformSample sampling = sampling(100, stage);
        return table.family().equals("dgstgcn")
                ? List.of(new UniformSampleDecode(sampling))
                : List.of(sampling, new PoseDecode());
    }

    static UniformSample sampling(int frames, Stage stage) {
        return stage == Stage.TRAIN
                ? UniformSample.train(frames)
                : UniformSample.test(frames, stage == Stage.VAL ? 1 : 10);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void holdTheNetwork(GraphTable table) {
        RunConfig config = load(table, "joint");
        boolean msg3d = table.family().equals("msg3d");
        int further = (table.classes() - 60) * ((msg3d ? 384 : 256) + 1);

        assertThat(setting(config, "model.head-dropout")).isZero();
        assertThat(setting(config, "model.label-smoothing")).isZero();
        if (!msg3d) {
            assertThat(setting(config, "model.tcn-dropout")).isEqualTo(table.isVanilla() ? 0.5 : 0);
        }
        assertThat(config.network().layout().entries())
                .extracting(Entry::name)
                .as("the head has PYSKL's name")
                .contains("cls_head.fc_cls.weight");
        assertThat(config.network().layout().parameterSize())
                .isEqualTo(
                        Objects.requireNonNull(PARAMETERS.get(table.family())).get(table.isFlat() ? 1 : 0) + further);
    }
}
