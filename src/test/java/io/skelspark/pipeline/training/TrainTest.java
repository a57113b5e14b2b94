package io.skelspark.pipeline.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.skelspark.FakeGpus;
import io.skelspark.LocalCluster;
import io.skelspark.SharedSpark;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.checkpoint.RunLease;
import io.skelspark.cluster.RankException;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.JobTitles;
import io.skelspark.pipeline.PreparedSample;
import io.skelspark.pipeline.drawing.PictureWriter;
import io.skelspark.pipeline.drawing.Visualize;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.pipeline.scoring.Evaluate;
import io.skelspark.pipeline.scoring.EvaluationRules;
import io.skelspark.prepared.Manifest;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.storage.Existing;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Prepares, trains and evaluates the tiny sample set with a narrow ST-GCN++. */
@Tag("spark")
class TrainTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void prepareTheSample() throws IOException {
        Files.writeString(
                folder.resolve("sample.conf"),
                """
                include required(file("%s"))
                include required(file("%s"))
                include required(file("%s"))
                name = sample
                features = [joint, bone]
                dataset { source.path = "%s", path = "%s" }
                runs = "%s"
                frames = 16, test-clips = 2
                model { base-channels = 8, num-stages = 3, inflate-stages = [2], down-stages = [2] }
                train { epochs = 2, repeat = 9, replicas = 4, batch-per-replica = 2, log-interval = 5 }
                """
                        .formatted(
                                Path.of("conf/stgcnpp/base.conf").toAbsolutePath(),
                                Path.of("conf/dataset/sample.conf").toAbsolutePath(),
                                Path.of("conf/fusion/two-stream.conf").toAbsolutePath(),
                                Path.of("datasets/sample/sample.jsonl").toAbsolutePath(),
                                folder.resolve("prepared"),
                                folder.resolve("runs")));
        PreparedSample.copyTo(folder.resolve("prepared"));
    }

    private RunConfig config(String... overrides) {
        return RunConfig.load(folder.resolve("sample.conf").toString(), List.of(overrides));
    }

    private byte[] weights(String run) throws IOException {
        return Files.readAllBytes(folder.resolve(run).resolve("last.safetensors"));
    }

    @Test
    void trainsBothStreamsAndWritesTheTables() throws Exception {
        List<RunConfig> streams =
                RunConfig.perFeature(folder.resolve("sample.conf").toString(), List.of());
        JobTitles titles = new JobTitles(SharedSpark.session().sparkContext());
        Prepare.run(SharedSpark.session(), config().prepare(Existing.OVERWRITE));
        for (RunConfig stream : streams) {
            Train.run(SharedSpark.session(), stream, Train.Start.RESUME);
        }
        byte[] trained = weights("runs/joint");

        String table = Evaluate.run(SharedSpark.session(), streams, EvaluationRules.STRICT);
        titles.close();
        Train.run(SharedSpark.session(), streams.get(0), Train.Start.RESUME);

        assertThat(titles.groups())
                .contains("prepare sample", "train sample joint", "train sample bone", "evaluate sample")
                .doesNotContain("none");
        assertThat(titles.descriptions())
                .contains(
                        "prepare sample: read and validate",
                        "prepare sample: digest and count of all clips",
                        "train sample joint: 1 rank(s) after epoch 0",
                        "evaluate sample: score bone")
                .doesNotContain("none");
        assertThat(table).contains("joint", "bone", "two-stream").doesNotContain("caution");
        assertThat(folder.resolve("runs/report"))
                .isDirectoryContaining("glob:**accuracy.{md,csv,json}")
                .isDirectoryContaining("glob:**confusion-two-stream.csv")
                .isDirectoryContaining("glob:**classes-bone.csv");
        assertThat(folder.resolve("runs/joint"))
                .isDirectoryContaining("glob:**config.conf")
                .isDirectoryContaining("glob:**metrics.jsonl");
        assertThat(Files.readString(folder.resolve("runs/joint/metrics.jsonl"))).contains("acc/top1", "data_time");
        assertThat(weights("runs/joint")).as("a finished run is left as it is").isEqualTo(trained);
        theReportIsOnePageWithTheFiguresOfTheTable();
        drawsTheRun(streams);
        aReportOfFewerStreamsTakesTheirPlaceOnRequest(streams.subList(1, 2));
    }

    private void aReportOfFewerStreamsTakesTheirPlaceOnRequest(List<RunConfig> bone) throws Exception {
        assertThatThrownBy(() -> Evaluate.run(SharedSpark.session(), bone, EvaluationRules.STRICT))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("(stream: joint in the report, none now)");
        Evaluate.run(SharedSpark.session(), bone, new EvaluationRules(false, false, Existing.OVERWRITE));
        assertThat(folder.resolve("runs/report"))
                .isDirectoryContaining("glob:**classes-bone.csv")
                .isDirectoryNotContaining("glob:**{joint,two-stream}*");
        assertThat(folder.resolve("runs/report/scores")).isDirectoryNotContaining("glob:**joint");
    }

    private void theReportIsOnePageWithTheFiguresOfTheTable() throws Exception {
        String html = Files.readString(folder.resolve("runs/report/report.html"));
        Document page = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.replaceFirst("<!DOCTYPE html>", ""))));
        List<String> cells = texts(page.getElementsByTagName("td"));
        for (String line : Files.readAllLines(folder.resolve("runs/report/accuracy.csv"))) {
            if (!line.startsWith("stream,")) {
                assertThat(cells).contains(line.split(",", -1));
            }
        }
        assertThat(page.getElementsByTagName("img").getLength())
                .as("curves; confusion and accuracies of two streams and their fusion")
                .isEqualTo(7);
        assertThat(html).doesNotContain("href=", "<script", "<link", "url(");
        assertThat(Pattern.compile("src=\"(?!data:image/png;base64,)")
                        .matcher(html)
                        .find())
                .isFalse();
    }

    private static List<String> texts(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(node -> nodes.item(node).getTextContent())
                .toList();
    }

    private void drawsTheRun(List<RunConfig> streams) throws IOException {
        PictureWriter writer = writer();
        Visualize stage = new Visualize(SharedSpark.session(), config(), writer);

        stage.run(streams);
        stage.graph();

        assertThat(writer.written().stream().map(file -> file.replaceAll(".*/", "")))
                .containsExactly(
                        "curves.png",
                        "confusion-joint.png",
                        "classes-joint.png",
                        "confusion-bone.png",
                        "classes-bone.png",
                        "confusion-two-stream.png",
                        "classes-two-stream.png",
                        "adjacency.png");
        BufferedImage graph =
                ImageIO.read(folder.resolve("pictures/adjacency.png").toFile());
        assertThat(graph.getWidth()).as("three matrices of 17 joints").isGreaterThan(3 * 17 * 14);
    }

    private PictureWriter writer() {
        return new PictureWriter(
                new PictureWriter.Options(folder.resolve("pictures").toString(), 8, null, Existing.OVERWRITE),
                new Configuration());
    }

    @Test
    void drawsAClipByIdAndByIndex() throws IOException {
        PictureWriter writer = writer();
        Visualize stage = new Visualize(SharedSpark.session(), config(), writer);

        stage.clip("test", 0);
        stage.clip("walk-11");

        assertThat(writer.written()).hasSize(12);
        assertThat(folder.resolve("pictures/walk-11"))
                .isDirectoryContaining("glob:**skeleton.png")
                .isDirectoryContaining("glob:**skeleton.gif")
                .isDirectoryContaining("glob:**keypoint-volume.png")
                .isDirectoryContaining("glob:**limb-volume.gif");
        assertThatThrownBy(() -> stage.clip("walk-99"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("no clip 'walk-99'")
                .hasMessageContaining("the most similar of its 12 ids are: walk-02, walk-05, walk-08, walk-11");
        assertThatThrownBy(() -> stage.clip("test", 99)).hasMessageContaining("expected 0 to 2");
        assertThatThrownBy(() -> stage.clip("tests", 0)).hasMessageContaining("expected one of [train, test]");
        assertThatThrownBy(() -> stage.run(List.of(config()))).hasMessageContaining("skelspark run CONFIG");
    }

    @Test
    void saysThatANetworkHasNoGraphToDraw() throws IOException {
        Visualize stage = new Visualize(
                SharedSpark.session(),
                RunConfig.load(
                        "conf/posec3d/slowonly_r50_8xb16-u48-240e_ntu60-xsub-keypoint.conf",
                        List.of("dataset.path=" + config().dataset().path())),
                writer());

        assertThatThrownBy(stage::graph)
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("slowonly_r50")
                .hasMessageContaining("has no graph to draw");
    }

    @Test
    void givesTheSameBytesOnOneRankAndOnTwoExecutors() throws Exception {
        String recipe = "train.epochs=3"; // 3 epochs of 11 steps
        Train.run(SharedSpark.session(), config(recipe, "train.ranks=1", runDir("one")), Train.Start.RESUME);
        try (JavaSparkContext cluster = LocalCluster.ofExecutors(2, 1024)) {
            SparkSession session = new SparkSession(cluster.sc());

            Train.run(session, config(recipe, "train.ranks=2", runDir("two")), Train.Start.RESUME);
        }

        List<String> one = values(Files.readString(folder.resolve("one/metrics.jsonl")));
        List<String> two = values(Files.readString(folder.resolve("two/metrics.jsonl")));
        assertThat(two).as("losses and accuracies").isEqualTo(one).hasSizeGreaterThan(5);
        assertThat(tensors(weights("two")))
                .as("weights, statistics and momentum")
                .isEqualTo(tensors(weights("one")));
    }

    private String runDir(String name) {
        return "run-dir=" + folder.resolve(name);
    }

    /** Returns the metrics without the times. */
    private static List<String> values(String lines) {
        List<String> values = new ArrayList<>();
        lines.lines().forEach(line -> values.add(line.replaceAll("\"(data_time|time)\":[^,]*,", "")));
        return values;
    }

    /** Returns the values after the header, which contains the number of ranks. */
    private static byte[] tensors(byte[] file) {
        int header = (file[0] & 0xff) | (file[1] & 0xff) << 8 | (file[2] & 0xff) << 16;
        return Arrays.copyOfRange(file, 8 + header, file.length);
    }

    @Test
    void refusesAGpuThatTheEngineDoesNotSee(@TempDir Path scripts) throws Exception {
        Map<String, String> settings = Map.of(
                "spark.driver.resource.gpu.amount",
                "1",
                "spark.driver.resource.gpu.discoveryScript",
                FakeGpus.all(scripts, "0").toString());
        try (JavaSparkContext spark = LocalCluster.ofThreads(2, settings)) {
            SparkSession session = new SparkSession(spark.sc());
            assertThatThrownBy(() -> Train.run(session, config(), Train.Start.RESUME))
                    .isInstanceOf(RankException.class)
                    .cause()
                    .hasMessageStartingWith("Spark hands out GPU 0 here, but libtorch 2.7.1 under DJL 0.36.0")
                    .hasMessageContaining("sees no GPU, expected GPU 0. Check with nvidia-smi that the driver sees it")
                    .hasMessageEndingWith("train.device=cpu");
        }
    }

    /** Before the set is read: there is none. */
    @Test
    void refusesAGpuThatSparkDoesNotHandOutAsASettingToChange() {
        List<String> gpu = List.of("train.device=gpu", "dataset.path=" + folder.resolve("none"));
        assertThatThrownBy(() ->
                        Train.run(SharedSpark.session(), RunConfig.load("jobs/sample.conf", gpu), Train.Start.RESUME))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("train.device is gpu, but Spark has no GPUs to hand out")
                .hasMessageContaining("or train.device to auto or cpu");
    }

    @Test
    void refusesSettingsThatContradictTheSet() {
        assertThatThrownBy(() ->
                        Train.run(SharedSpark.session(), config("dataset.classes=[wave, squat]"), Train.Start.RESUME))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("dataset.classes is 2 in the settings and 3 in the set");
        assertThatThrownBy(
                        () -> Train.run(SharedSpark.session(), config("dataset.layout=openpose"), Train.Start.RESUME))
                .hasMessageContaining("dataset.layout is openpose in the settings and coco in the set");
        assertThatThrownBy(() -> Train.run(SharedSpark.session(), config("model.in-channels=2"), Train.Start.RESUME))
                .hasMessageContaining("model.in-channels");
        assertThatThrownBy(() -> Train.run(SharedSpark.session(), config("dataset.persons=1"), Train.Start.RESUME))
                .hasMessageContaining("dataset.persons");
    }

    /** Cuts a file of the prepared set that holds clips to train on in two; returns its name. */
    private String damageAPart() throws IOException {
        Manifest manifest =
                PreparedSet.read(config().dataset().path(), new Configuration()).manifest();
        String name = manifest.files().parts().get(0).file();
        Path part = folder.resolve("prepared")
                .resolve(manifest.files().clipsFolder())
                .resolve(name);
        Files.deleteIfExists(part.resolveSibling("." + name + ".crc"));
        byte[] whole = Files.readAllBytes(part);
        Files.write(part, Arrays.copyOf(whole, whole.length / 2));
        return name;
    }

    @Test
    void leavesOutADamagedFileWhereTheSettingsAllowIt() throws Exception {
        Prepare.run(SharedSpark.session(), config("dataset.partitions=4").prepare(Existing.OVERWRITE));
        String part = damageAPart();
        RunConfig some = config("train.epochs=1", "dataset.max-damaged=0.5");

        Train.run(SharedSpark.session(), some, Train.Start.RESUME);
        String table = Evaluate.run(SharedSpark.session(), List.of(some), EvaluationRules.STRICT);

        assertThat(table).contains("left out: 3 clips of 1 damaged files: " + part + " (3 clips): ");
        assertThat(folder.resolve("runs/report/left-out.txt")).content().contains(part);
        RunConfig few = config("train.epochs=1", "dataset.max-damaged=0.1", runDir("few"));
        assertThatThrownBy(() -> Train.run(SharedSpark.session(), few, Train.Start.RESUME))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged files hold 3 of 12 clips, a share of 0.25")
                .hasMessageContaining(part);
        assertThatThrownBy(() -> Evaluate.run(SharedSpark.session(), List.of(few), EvaluationRules.STRICT))
                .hasMessageContaining("damaged files hold 3 of 12 clips");
        RunConfig none = config("train.epochs=1", runDir("none"));
        assertThatThrownBy(() -> Train.run(SharedSpark.session(), none, Train.Start.RESUME))
                .isInstanceOf(RankException.class)
                .hasMessageContaining(part);
    }

    @Test
    void aRunGoesOnOnlyWithoutTheSameFiles() throws Exception {
        Train.run(SharedSpark.session(), config("train.epochs=1"), Train.Start.RESUME);
        String part = damageAPart();

        assertThatThrownBy(() -> Train.run(
                        SharedSpark.session(), config("train.epochs=1", "dataset.max-damaged=1"), Train.Start.RESUME))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("set.left-out: none in the run, [" + part + "] now");
    }

    @Test
    void aSecondDriverTouchesNothing() throws IOException {
        Train.run(SharedSpark.session(), config("train.epochs=1"), Train.Start.RESUME);
        byte[] trained = weights("runs/joint");
        RunFolder run = new RunFolder(folder.resolve("runs/joint").toString(), new Configuration());
        try (RunLease held = RunLease.take(run, () -> {})) {
            held.requireHeld();
            for (Train.Start start : Train.Start.values()) {
                assertThatThrownBy(() -> Train.run(SharedSpark.session(), config("train.epochs=1"), start))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("is being written by process");
            }
        }
        assertThat(weights("runs/joint")).isEqualTo(trained);
        assertThat(folder.resolve("runs/joint/lease")).doesNotExist();
    }

    private static String refusal(ThrowingCallable call) {
        return String.valueOf(catchThrowableOfType(ConfigError.class, call).getMessage());
    }

    private static void train(RunConfig config) throws IOException {
        Train.run(SharedSpark.session(), config, Train.Start.RESUME);
    }

    private static String evaluate(RunConfig config, EvaluationRules rules) throws Exception {
        return Evaluate.run(SharedSpark.session(), List.of(config), rules);
    }

    @Test
    void aRunIsWhatMadeIt() throws Exception {
        RunConfig run = config("train.epochs=1");
        train(run);
        evaluate(run, EvaluationRules.STRICT);
        byte[] trained = weights("runs/joint");
        byte[] report = Files.readAllBytes(folder.resolve("runs/report/accuracy.md"));

        for (String other : List.of(
                "frames=8",
                "augment=[{type = RandomScale, scale = 0.1}]",
                "dataset.normalize=[]",
                "dataset.val-split=train")) {
            String key = other.replaceFirst("=.*", "");
            RunConfig now = config("train.epochs=1", other);
            assertThat(refusal(() -> train(now)))
                    .contains("the run in ", "has other settings: " + key, " now. Set another runs", "--fresh")
                    .hasSizeLessThan(400);
            assertThat(refusal(() -> evaluate(now, EvaluationRules.STRICT)))
                    .contains("has other settings: " + key, "--other-settings")
                    .hasSizeLessThan(500);
        }

        assertThat(weights("runs/joint")).isEqualTo(trained);
        assertThat(folder.resolve("runs/report/accuracy.md")).hasBinaryContent(report);
        RunConfig shorter = config("train.epochs=1", "frames=8");
        EvaluationRules allowed = new EvaluationRules(true, false, Existing.REFUSE);
        assertThatThrownBy(() -> evaluate(shorter, allowed))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("holds the report of other settings (frames: 16 in the report, 8 now)");
        assertThat(evaluate(shorter, new EvaluationRules(true, false, Existing.OVERWRITE)))
                .contains("caution", "frames: 16 in the run, 8 now");
        assertThat(folder.resolve("runs/report/accuracy.md")).content().contains("frames: 16 in the run, 8 now");
    }

    @Test
    void clipsThatWereTrainedOnAreNoTest() throws Exception {
        RunConfig run = config("train.epochs=1");
        train(run);
        RunConfig seen = config("train.epochs=1", "dataset.test-split=train");

        assertThat(refusal(() -> evaluate(seen, EvaluationRules.STRICT)))
                .contains("9 of the 9 clips of split train are in split train", "--training-clips");
        assertThat(folder.resolve("runs/report")).doesNotExist();
        assertThat(evaluate(seen, new EvaluationRules(false, true, Existing.REFUSE)))
                .contains("caution", "9 of the 9 clips of split train");
    }

    @Test
    void moreEpochsExtendAFinishedRun() throws IOException {
        train(config("train.epochs=1"));
        train(config());

        RunFolder run = new RunFolder(folder.resolve("runs/joint").toString(), new Configuration());
        assertThat(run.newestOrigin().orElseThrow().progress().epoch()).isEqualTo(2);
        assertThat(refusal(() -> train(config("train.epochs=1")))).contains("train.epochs: 2 in the run, 1 now");
    }

    @Test
    void aFreshStartRemovesNothingBeforeItCouldTrain() throws IOException {
        train(config("train.epochs=1"));
        byte[] trained = weights("runs/joint");
        String part = damageAPart();

        assertThatThrownBy(() -> Train.run(SharedSpark.session(), config("train.epochs=1"), Train.Start.FRESH))
                .hasMessageContaining(part);
        assertThatThrownBy(() -> Train.run(
                        SharedSpark.session(), config("train.load-from=" + folder.resolve("none")), Train.Start.FRESH))
                .isInstanceOf(ConfigError.class);

        assertThat(weights("runs/joint")).isEqualTo(trained);
        Train.run(SharedSpark.session(), config("train.epochs=1", "dataset.max-damaged=1"), Train.Start.FRESH);
        assertThat(weights("runs/joint")).isNotEqualTo(trained);
    }
}
