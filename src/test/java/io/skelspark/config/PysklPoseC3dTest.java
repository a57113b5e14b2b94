package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.skelspark.config.PysklConfigTest.Stage;
import io.skelspark.config.PysklTables.VolumeTable;
import io.skelspark.evaluate.ClipAverage;
import io.skelspark.evaluate.Published.Measure;
import io.skelspark.skeleton.Feature;
import io.skelspark.skeleton.Layout;
import io.skelspark.train.Batching;
import io.skelspark.train.ClassSampling;
import io.skelspark.train.ClassWeights;
import io.skelspark.train.Mixup;
import io.skelspark.train.TrainSettings;
import io.skelspark.train.optimizer.Sgd;
import io.skelspark.train.schedule.Schedule;
import io.skelspark.transform.Flip;
import io.skelspark.transform.FormatShape;
import io.skelspark.transform.GeneratePoseTarget;
import io.skelspark.transform.GeneratePoseTarget.Copies;
import io.skelspark.transform.PoseCompact;
import io.skelspark.transform.PoseDecode;
import io.skelspark.transform.RandomResizedCrop;
import io.skelspark.transform.Resize;
import io.skelspark.transform.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of PYSKL's PoseC3D, a file for each table: every value of the reference is in it. */
class PysklPoseC3dTest {
    /** Parameters by data set and network; the networks of sets that are not listed differ in the classes alone. */
    private static final Map<String, Integer> VOLUME_PARAMETERS = Map.of(
            "ntu60-xsub-2d C3D", 3_404_892,
            "gym-2d C3D", 3_414_915,
            "ntu60-xsub-2d X3D", 254_508,
            "gym-2d X3D", 262_971,
            "ntu60-xsub-2d 4-6-3", 2_024_860,
            "gym-2d 4-6-3", 2_044_867,
            "ucf101-split1-2d 3-4-6", 3_055_173,
            "hmdb51-split1-2d 3-4-6", 3_029_523,
            "k400-2d 3-4-6", 3_208_560);

    private static final Map<String, List<Object>> SETS = Map.of(
            "ntu60-xsub-2d", List.of("xsub_train", "xsub_val", 60),
            "ntu60-xview-2d", List.of("xview_train", "xview_val", 60),
            "ntu120-xsub-2d", List.of("xsub_train", "xsub_val", 120),
            "ntu120-xset-2d", List.of("xset_train", "xset_val", 120),
            "k400-2d", List.of("train", "val", 400),
            "gym-2d", List.of("train", "val", 99),
            "ucf101-split1-2d", List.of("train1", "test1", 101),
            "hmdb51-split1-2d", List.of("train1", "test1", 51),
            "diving48-2d", List.of("train", "test", 48));

    static List<VolumeTable> volumes() {
        return PysklTables.volumes();
    }

    /** Loads a stream, if its network is there. */
    private static RunConfig load(VolumeTable table, String feature) {
        return PysklConfigTest.load(table.file(), feature);
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void holdTheDataSet(VolumeTable table) {
        RunConfig config = load(table, "keypoint");
        List<Object> set = Objects.requireNonNull(SETS.get(table.dataset()));

        assertThat(config.dataset().path())
                .isEqualTo("prepared/" + table.dataset().replaceFirst("-x(sub|set|view)", ""));
        assertThat(config.dataset().layout().name()).isEqualTo("coco");
        assertThat(config.dataset().splits().train()).isEqualTo(set.get(0));
        assertThat(config.dataset().splits().val()).isEqualTo(set.get(1));
        assertThat(config.dataset().splits().test()).isEqualTo(set.get(1));
        assertThat(config.dataset().classes()).hasSize((int) set.get(2));
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void holdTheStreamsAndPublishedAccuracies(VolumeTable table) {
        RunConfig config = load(table, "keypoint");

        assertThat(config.features().stream().map(Feature::key)).containsExactlyElementsOf(table.features());
        assertThat(config.evaluation().published()).containsExactlyInAnyOrderEntriesOf(table.published());
        assertThat(config.evaluation().publishedMetric())
                .isEqualTo(table.dataset().equals("gym-2d") ? Measure.MEAN_CLASS : Measure.TOP1);
        assertThat(config.evaluation().average()).isEqualTo(ClipAverage.PROB);
        assertThat(config.evaluation().views()).isEqualTo(10);
        assertThat(config.evaluation().fusions())
                .isEqualTo(
                        table.features().size() == 1 ? Map.of() : Map.of("pose", Map.of("keypoint", 1.0, "limb", 1.0)));
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void holdTheRecipe(VolumeTable table) {
        RunConfig config = load(table, "keypoint");
        TrainSettings recipe = config.training().recipe();
        ClassWeights weights = table.dataset().equals("ntu120-xsub-2d")
                ? new ClassWeights(List.of(new ClassWeights.Span(60, 119, 2)))
                : ClassWeights.NONE;

        assertThat(recipe.batching())
                .isEqualTo(new Batching(
                        10, ClassSampling.NATURAL, weights, 8, table.isFinetuned() ? 16 : 32, 1, Mixup.OFF));
        assertThat(recipe.epochs()).isEqualTo(table.isFinetuned() ? 12 : 24);
        assertThat(recipe.optimization().learningRate()).isEqualTo(table.isFinetuned() ? 0.01 : 0.4);
        assertThat(recipe.optimization().optimizer())
                .isEqualTo(new Sgd(0.9f, (float) table.weightDecay(), Sgd.Momentum.PLAIN));
        assertThat(recipe.optimization().schedule())
                .isEqualTo(table.isFinetuned() ? new Schedule.Steps(0.1, List.of(9, 11)) : new Schedule.Cosine(0));
        assertThat(recipe.optimization().maxGradientNorm()).isEqualTo(40);
        assertThat(recipe.logInterval()).isEqualTo(20);
        assertThat(config.training().initial().path())
                .isEqualTo(table.isFinetuned() ? "checkpoints/k400_posec3d-041f49c6.pth" : "");
        assertThat(PysklConfigTest.setting(config, "model.head-dropout")).isEqualTo(0.5);
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void holdThePipelines(VolumeTable table) {
        int train = table.isFinetuned() ? 48 : 56;
        int test = table.isFinetuned() ? 56 : 64;
        for (String feature : table.features()) {
            RunConfig config = load(table, feature);
            Layout layout = config.dataset().layout();
            assertThat(config.viewShapes())
                    .isEqualTo(new ViewShapes(List.of(17, 48, train, train), List.of(17, 48, test, test)));
            for (Stage stage : Stage.values()) {
                List<Transform> expected = new ArrayList<>(List.of(
                        PysklConfigTest.sampling(48, stage),
                        new PoseDecode(),
                        new PoseCompact(0.25, 10, new PoseCompact.Ratio(1, 1), PoseCompact.BoxLimit.PADDED)));
                expected.addAll(
                        stage == Stage.TRAIN
                                ? List.of(
                                        Resize.shortEdge(64),
                                        new RandomResizedCrop(
                                                new RandomResizedCrop.Uniform(0.56, 1),
                                                new RandomResizedCrop.Uniform(3.0 / 4, 4.0 / 3)),
                                        Resize.to(train, train),
                                        new Flip(layout, 0.5))
                                : List.of(Resize.to(test, test)));
                expected.add(new GeneratePoseTarget(
                        layout,
                        feature.equals("limb") ? Feature.LIMB : Feature.KEYPOINT,
                        0.6,
                        1,
                        GeneratePoseTarget.Peaks.SCORE,
                        stage == Stage.TEST ? Copies.DOUBLE : Copies.ORIGINAL,
                        0.001));
                expected.add(new FormatShape(FormatShape.InputFormat.NCTHW_HEATMAP));
                assertThat(stage.of(config.pipelines()).transforms())
                        .as("%s %s", feature, stage)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("volumes")
    void holdTheNetwork(VolumeTable table) {
        RunConfig config = load(table, "keypoint");
        Integer parameters = VOLUME_PARAMETERS.get(table.dataset() + " " + table.network());

        if (table.network().contains("-")) {
            assertThat(ConfigFactory.parseString(config.resolved()).getIntList("model.stage-blocks"))
                    .hasToString("[" + table.network().replace("-", ", ") + "]");
        }
        if (parameters != null) {
            assertThat(config.network().layout().parameterSize()).isEqualTo(parameters);
        }
    }
}
