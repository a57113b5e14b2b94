package io.skelspark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.RunIdentity.Difference;
import io.skelspark.pipeline.RunIdentity.Purpose;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdentityTest {
    private static final String GCN = "jobs/demo.conf";
    private static final String POSEC3D = "conf/posec3d/slowonly_r50_8xb16-u48-240e_ntu60-xsub-keypoint.conf";

    private static RunIdentity identity(String file, String... overrides) {
        return RunIdentity.of(RunConfig.load(file, List.of(overrides)));
    }

    private static String differences(Purpose purpose, String... overrides) {
        return RunIdentity.text(identity(GCN).differences("run", identity(GCN, overrides), purpose));
    }

    /** A new setting decides until it is added here, with a reason why it changes neither a weight nor a score. */
    @ParameterizedTest
    @ValueSource(strings = {GCN, POSEC3D})
    void everySettingDecidesButThese(String file) {
        Set<String> free = new TreeSet<>(Set.of(
                // names and places
                "name",
                "runs",
                "run-dir",
                "report-dir",
                "features",
                "sweep",
                "train.load-from-source",
                // what is compared with, and how it is shown
                "published",
                "evaluate.published-metric",
                // memory and speed
                "evaluate.views-per-batch",
                "train.ranks",
                "train.all-reduce",
                "train.device",
                // faults and logs
                "train.timeout-seconds",
                "train.checkpoint-interval",
                "train.max-restarts",
                "train.log-interval",
                // the prepared set, which is compared by its content
                "dataset.name",
                "dataset.source",
                "dataset.path",
                "dataset.partitions",
                "dataset.splits",
                "dataset.max-rejected",
                "dataset.max-damaged",
                // compared by its content
                "dataset.layout",
                // the pipelines that are made of them are compared
                "pipeline.parts",
                // the splits of the set, which a run of an earlier version does not name
                "protocol"));
        // keys that came later count once they change something
        Set<String> deciding = identity(
                        file,
                        "train.class-weights=[{ first = 0, last = 1, weight = 2 }]",
                        "train.mixup=0.5",
                        "train.accumulate=2",
                        "train.ema-decay=0.9",
                        "train.patience=3",
                        "train.warmup.epochs=2",
                        "evaluate.without-duplicates=true")
                .entries()
                .keySet();

        Set<String> others = ConfigFactory.parseString(
                        RunConfig.load(file, List.of()).resolved())
                .entrySet()
                .stream()
                .map(entry -> entry.getKey().replace("\"", ""))
                .filter(key -> deciding.stream().noneMatch(other -> isWithin(key, other)))
                .filter(key -> free.stream().noneMatch(other -> isWithin(key, other)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(others).isEmpty();
        assertThat(deciding).noneMatch(key -> free.stream()
                .filter(other -> !other.equals("dataset.layout"))
                .anyMatch(other -> isWithin(key, other)));
    }

    @Test
    void protocolsDecideAndThatOfEarlierVersionsIsNotNamed() {
        String fold = "protocol={type = KFold, folds = 5, fold = 1, seed = 0}";
        assertThat(identity(GCN).entries()).containsKey("dataset.train-split").doesNotContainKey("protocol.type");
        assertThat(identity(GCN, fold).entries())
                .containsEntry("protocol.type", "KFold")
                .doesNotContainKeys("dataset.train-split", "dataset.test-split", "protocol.within");
        assertThat(RunIdentity.text(identity(GCN, fold)
                        .differences("run", identity(GCN, fold, "protocol.fold=2"), Purpose.WEIGHTS)))
                .isEqualTo("protocol.fold: 1 in the run, 2 now");
        assertThat(differences(Purpose.WEIGHTS, "protocol.val={type = Share, share = 0.1, seed = 0}"))
                .startsWith("protocol.val.seed: none in the run, 0 now; protocol.val.share: none in the run");
    }

    private static boolean isWithin(String key, String other) {
        return key.equals(other) || key.startsWith(other + ".") || other.startsWith(key + "[");
    }

    @Test
    void namesWhatDiffersByKey() {
        assertThat(differences(Purpose.WEIGHTS)).isEmpty();
        assertThat(differences(Purpose.WEIGHTS, "train.mixup=0.2")).isEqualTo("train.mixup: none in the run, 0.2 now");
        assertThat(differences(Purpose.WEIGHTS, "train.mixup=0.0"))
                .as("as it was before there was mixing")
                .isEmpty();
        assertThat(differences(Purpose.WEIGHTS, "frames=24")).isEqualTo("frames: 48 in the run, 24 now");
        assertThat(differences(Purpose.WEIGHTS, "dataset.train-split=test", "seed=3"))
                .isEqualTo("dataset.train-split: train in the run, test now; seed: 0 in the run, 3 now");
        assertThat(differences(Purpose.WEIGHTS, "augment=[{type = RandomScale, scale = 0.1}]"))
                .startsWith("augment")
                .contains("RandomScale")
                .hasSizeLessThan(200);
        assertThat(differences(Purpose.WEIGHTS, "model.base-channels=24")).startsWith("model.base-channels: ");
    }

    @Test
    void doesNotDependOnHowAValueIsWritten() {
        assertThat(differences(Purpose.REPORT, "train.learning-rate=1.0e-1", "train.device=gpu", "runs=elsewhere"))
                .isEmpty();
    }

    @Test
    void theTestAloneChangesScoresOnly() {
        assertThat(differences(
                        Purpose.SCORES, "test-clips=3", "dataset.test-split=train", "evaluate.average-clips=score"))
                .isEmpty();
        assertThat(differences(Purpose.REPORT, "test-clips=3")).startsWith("test-clips: ");
    }

    @Test
    void isReadBackFromItsText() {
        RunIdentity identity = identity(POSEC3D);

        assertThat(RunIdentity.parse(identity.text())).contains(identity);
        assertThat(RunIdentity.parse("TrainSettings[epochs=8] of RecognizerGCN[] on demo"))
                .isEmpty();
        assertThat(RunIdentity.parse("")).isEmpty();
    }

    @Test
    void showsThePieceInWhichLongValuesDiffer() {
        String start = "x".repeat(200);

        assertThat(new Difference("key", "run", start + "A" + start, start + "B" + start).toString())
                .hasSizeLessThan(220)
                .contains("xA", "xB");
    }

    @Test
    void aLayoutIsItsContent() {
        assertThat(differences(Purpose.WEIGHTS, "dataset.layout=openpose"))
                .contains("dataset.layout.joints: ", "dataset.layout.inward: ")
                .doesNotContain("openpose");
    }
}
