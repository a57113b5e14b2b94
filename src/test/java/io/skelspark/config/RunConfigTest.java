package io.skelspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.JobFile;
import io.skelspark.train.ClassWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigTest {
    private static final String DEMO = "jobs/demo.conf";

    static List<String> files() throws IOException {
        try (Stream<Path> jobs = Files.list(Path.of("jobs"))) {
            return jobs.map(Path::toString)
                    .filter(name -> name.endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsEveryJobThatIsShipped(String file) {
        RunConfig config = RunConfig.load(file, List.of());

        assertThat(config.resolved()).contains("learning-rate");
    }

    @Test
    void scalesTheRateWithTheGlobalBatch() {
        RunConfig config =
                RunConfig.load(DEMO, List.of("train.replicas=4", "train.batch-per-replica=16", "train.base-batch=128"));

        assertThat(config.training().recipe().batching().globalBatch()).isEqualTo(64);
        assertThat(config.training().recipe().optimization().learningRate())
                .isEqualTo(config.training().published().learningRate() / 2);
    }

    @Test
    void takesPathsAndListsFromTheCommandLine() {
        RunConfig config = RunConfig.load(
                DEMO, List.of("dataset.path=hdfs://name:8020/a path/set", "features=[bone, joint-motion]"));

        assertThat(config.dataset().path()).isEqualTo("hdfs://name:8020/a path/set");
        assertThat(config.features()).hasSize(2);
    }

    @Test
    void namesAMisspeltKey() {
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("train.epocs=3")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("unknown setting train.epocs (command line)")
                .hasMessageContaining("All keys are listed in conf/base/");
    }

    @ParameterizedTest
    @CsvSource({
        "train.epocs=3, unknown setting train.epocs (command line) (did you mean train.epochs?)",
        "trian.epochs=3, unknown setting trian.epochs (command line) (did you mean train.epochs?)",
        "feature=bonne, 'keypoint, limb; did you mean bone?'",
        "train.all-reduce=rabbit, 'rabit-ring; did you mean rabit?'",
        "model.type=STGNC, 'ResNet3dSlowOnly, C3D, X3D; did you mean STGCN?'",
        "model.tcn=mstnc, 'unit_tcn, mstcn, dgmstcn, msg3d_tcn; did you mean mstcn?'",
        "dataset.source.type=JsonLine, 'did you mean JsonLines?'"
    })
    void guessesWhatAMisspeltWordWasMeantToBe(String assignment, String message) {
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of(assignment)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message);
    }

    @Test
    void guessesAtAKeyThatIsMissingSinceItIsMisspelt() {
        assertThatThrownBy(
                        () -> RunConfig.load(DEMO, List.of("dataset.source.type=JhmdbPickle", "dataset.source.splt=1")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("dataset.source.split is missing")
                .hasMessageContaining("is that what dataset.source.splt = 1 (command line) was meant to be?");
    }

    @Test
    void aTypeOfTheCommandLineReplacesTheKeysOfTheFilesType() {
        RunConfig config = RunConfig.load(
                "jobs/sample.conf", List.of("dataset.source.type=PysklPickle", "dataset.source.path=set.pkl"));

        assertThat(config.dataset().source()).hasToString("PysklPickle[annFile=set.pkl]");
        assertThat(config.resolved()).contains("set.pkl").doesNotContain("max-line-bytes");
        assertThatThrownBy(() -> RunConfig.load(
                        "jobs/sample.conf",
                        List.of("dataset.source.type=PysklPickle", "dataset.source.max-line-bytes=3")))
                .hasMessageContaining("unknown setting dataset.source.max-line-bytes (command line)");
        assertThat(RunConfig.load(
                                "jobs/sample.conf",
                                List.of(
                                        "train.schedule.type=MultiStep",
                                        "train.schedule.gamma=0.1",
                                        "train.schedule.epochs=[1]"))
                        .resolved())
                .doesNotContain("minimum");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jobs/demo.conf|frames=10000 dataset.persons=100 train.batch-per-replica=4096"
                        + "|frames = 10000 (command line), dataset.persons = 100 (command line),"
                        + " train.batch-per-replica = 4096 (command line): the views of a batch would have",
                "jobs/demo.conf|frames=10000 dataset.persons=50 test-clips=1000|the views of a clip in the test",
                "jobs/demo.conf|frames=10000 train.batch-per-replica=256 model.base-channels=64"
                        + "|the first layer of a batch",
                "jobs/posec3d_jhmdb.conf|train-resolution=1024 frames=10000|the views of a batch",
                "jobs/posec3d_jhmdb.conf|test-resolution=1024 evaluate.views-per-batch=1000"
                        + "|evaluate.views-per-batch = 1000 (command line): the views of a clip in the test",
                "jobs/demo.conf|model.base-channels=4096 model.ch-ratio=8" + "|model.ch-ratio = 8 (command line)",
                "jobs/posec3d_jhmdb.conf|model.base-channels=4096|model.base-channels = 4096 (command line)"
            })
    void refusesProductsThatNoMemoryHolds(String file, String assignments, String message) {
        assertThatThrownBy(() -> RunConfig.load(file, List.of(assignments.split(" "))))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jobs/demo.conf|pipeline.val=[]|pipeline.val (command line) is [], expected transforms of which the last is"
                        + " FormatGCNInput",
                "jobs/posec3d_jhmdb.conf|pipeline.test=[]|expected transforms of which the last is FormatShape",
                "jobs/demo.conf|train.learning-rate=0|train.learning-rate (command line) is 0, expected a number, more"
                        + " than 0",
                "jobs/2s-agcn_utd-mhad.conf|model.base-channels=3|model.base-channels = 3 (command line)",
                "jobs/2s-agcn_utd-mhad.conf|model.ch-ratio=1e-9|without values, expected more channels"
            })
    void refusesWhatWouldTrainNothing(String job, String assignment, String message) {
        assertThatThrownBy(() -> RunConfig.load(job, List.of(assignment)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message);
    }

    @Test
    void takesTheNumberOfClassesOnTheCommandLineToo() {
        assertThat(RunConfig.load("jobs/sample.conf", List.of("dataset.classes=3"))
                        .dataset()
                        .classes())
                .containsExactly("0", "1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "16"})
    void refusesRanksThatCannotShareTheReplicas(String ranks) {
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("train.replicas=8", "train.ranks=" + ranks)))
                .isInstanceOf(ConfigError.class)
                .hasMessage("train.ranks (command line) is " + ranks
                        + ", expected 0, or a power of two that divides train.replicas = 8 (command line)");
    }

    @Test
    void namesAMisspeltKeyOfATransform() {
        assertThatThrownBy(
                        () -> RunConfig.load(DEMO, List.of("augment=[{ type = RandomRot, theta = 0.3, tetha = 0.2 }]")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("pipeline.train[1].tetha");
    }

    @Test
    void saysKeyPlaceValueAndRangeOfAWrongNumber() {
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("train.epochs=0")))
                .isInstanceOf(ConfigError.class)
                .hasMessage("train.epochs (command line) is 0, expected an integer, 1 to 1000000");
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("model.head-dropout=1")))
                .hasMessage("model.head-dropout (command line) is 1, expected a number, 0 or more, less than 1");
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("dataset.persons=1.5")))
                .hasMessage("dataset.persons (command line) is 1.5, expected an integer, 1 to 100");
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("frames=many")))
                .hasMessage("frames (command line) is 'many', expected an integer, 1 to 10000");
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("train.optimizer.momentum=1")))
                .hasMessageContaining("train.optimizer.momentum (command line) is 1, expected");
    }

    @Test
    void namesTheFileAndLineOfAWrongValue() {
        assertThatThrownBy(() -> RunConfig.load("jobs/posec3d_jhmdb.conf", List.of("model.stage-blocks=[1, 2]")))
                .hasMessageContaining("model.inflate (conf/posec3d/base.conf:")
                .hasMessageContaining(") has 3 values");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model.num-stages=2|model.num-stages (command line) is 2, expected an integer, 3 to 4",
                "model.temporal-downsample=yess|model.temporal-downsample (command line) is 'yess', expected true or false",
                "model.temporal-downsampel=true|unknown setting model.temporal-downsampel (command line) (did you mean"
                        + " model.temporal-downsample?)",
                "train-resolution=7|train-resolution (command line) is 7, expected 8 or more: model.num-stages = 3",
                "test-resolution=15 model.num-stages=4|test-resolution (command line) is 15, expected 16 or more",
                "frames=3 model.temporal-downsample=true|frames (command line) is 3, expected 4 or more",
                "feature=joint|feature = joint, expected keypoint or limb: model.type = C3D takes heat maps"
            })
    void refusesSettingsThatAC3dHasNot(String assignments, String message, @TempDir Path folder) throws IOException {
        assertRefused(JobFile.of(folder, "conf/posec3d/c3d.conf"), assignments, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model.gamma-w=0|model.gamma-w (command line) is 0, expected a number, more than 0, up to 8",
                "model.gamma-b=0.01|model.gamma-b = 0.01 (command line): the network would have",
                "model.stage-blocks=[2,0]|model.stage-blocks (command line) is [2,0], expected a list of 1 to 6 integers",
                "model.spatial-strides=[1,2]|model.spatial-strides (command line) has 2 values, expected one for all",
                "model.inflate=true|unknown setting model.inflate (command line)"
            })
    void refusesSettingsThatAnX3dHasNot(String assignments, String message, @TempDir Path folder) throws IOException {
        assertRefused(JobFile.of(folder, "conf/posec3d/x3d.conf"), assignments, message);
    }

    private static void assertRefused(String job, String assignments, String message) {
        assertThatThrownBy(() -> RunConfig.load(job, List.of(assignments.split(" "))))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysWhichValuesAreKnown() {
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("feature=bones")))
                .hasMessageContaining("feature")
                .hasMessageContaining("joint-motion");
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("model.type=GCN")))
                .hasMessageContaining(
                        "model.type (command line) is 'GCN', expected one of STGCN, AAGCN, CTRGCN, DGSTGCN, MSG3D, ResNet3dSlowOnly");
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("model.tcn=big")))
                .hasMessageContaining(
                        "model.tcn (command line) is 'big', expected one of unit_tcn, mstcn, dgmstcn, msg3d_tcn");
    }

    @Test
    void givesEachStageItsOwnUnitWhereAListStands() {
        List<String> small = List.of("model.num-stages=3", "model.inflate-stages=[2]", "model.down-stages=[2]");
        Function<String, String> network = assignment ->
                RunConfig.load(DEMO, plus(small, assignment)).network().toString();

        assertThat(network.apply("model.tcn-dropout=[0, 0.25, 0.5]"))
                .containsSubsequence("dropout=0.0", "dropout=0.25", "dropout=0.5");
        assertThat(network.apply("model.adaptive=[none, offset, init]"))
                .containsSubsequence("adaptive=NONE", "adaptive=OFFSET", "adaptive=INIT");
        assertThat(network.apply("model.with-res=false")).doesNotContain("residual=INPUT");
        assertThat(network.apply("model.tcn-mid-channels=[0, 0, 0.25]")).contains("midChannels=0.25");
        assertThat(network.apply("model.head-dropout=0.5")).containsSubsequence("head=", "dropout=0.5");
        assertThatThrownBy(() -> network.apply("model.adaptive=[none, init]"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("model.adaptive")
                .hasMessageContaining("has 2 values, expected one for all stages or one for each of the 3");
        assertThatThrownBy(() -> network.apply("model.adaptive=[none, init, some]"))
                .hasMessageContaining("model.adaptive")
                .hasMessageContaining("is 'some', expected one of none, init, offset, importance");
    }

    @Test
    void refusesBranchesOfAUnitThatHasNone() {
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("model.tcn=unit_tcn", "model.tcn-mid-channels=0.5")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("model.tcn-mid-channels = 0.5 (command line) for unit_tcn, which has no branches")
                .hasMessageContaining("expected 0, or model.tcn = mstcn");
    }

    private static List<String> plus(List<String> assignments, String another) {
        List<String> all = new ArrayList<>(assignments);
        all.add(another);
        return all;
    }

    @Test
    void saysWhereAFileWasLookedFor() {
        assertThatThrownBy(() -> RunConfig.load("jobs/nothing.conf", List.of()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("nothing.conf");
    }

    @Test
    void refusesAnArgumentThatIsNoAssignment() {
        assertThatThrownBy(() -> RunConfig.load(DEMO, List.of("bone")))
                .hasMessageContaining("'bone' on the command line, expected key=value");
    }

    @Test
    void readsTheWeightsOfClasses() {
        assertThat(weights("[{ first = 1, last = 2, weight = 1.5 }]"))
                .isEqualTo(new ClassWeights(List.of(new ClassWeights.Span(1, 2, 1.5))));
        assertThat(weights("[]")).isEqualTo(ClassWeights.NONE);
        assertThatThrownBy(() -> weights("[{ first = 1, last = 99, weight = 2 }]"))
                .hasMessageContaining("train.class-weights[0].last")
                .hasMessageContaining("is 99");
        assertThatThrownBy(() -> weights("[{ first = 2, last = 1, weight = 2 }]"))
                .hasMessageContaining("expected at least train.class-weights[0].first = 2");
        assertThatThrownBy(() -> weights("[{ first = 1, last = 2 }]"))
                .hasMessageContaining("train.class-weights[0].weight")
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> weights("[{ first = 1, last = 2, weight = 2 }]", "train.class-sampling=balanced"))
                .hasMessageContaining("expected natural, since train.class-weights has weights");
    }

    private static ClassWeights weights(String spans, String... further) {
        List<String> overrides = new ArrayList<>(List.of(further));
        overrides.add("train.class-weights=" + spans);
        return RunConfig.load("jobs/sample.conf", overrides)
                .training()
                .recipe()
                .batching()
                .weights();
    }
}
