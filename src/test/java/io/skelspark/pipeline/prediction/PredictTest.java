package io.skelspark.pipeline.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.SharedSpark;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.SegmentRules;
import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.model.predict.Prediction;
import io.skelspark.model.predict.SlidingPredictor;
import io.skelspark.model.predict.Windows;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceFiles;
import io.skelspark.storage.Existing;
import io.skelspark.tensor.Tensor;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
class PredictTest {
    private final SparkSession spark = SharedSpark.session();

    private static final Configuration HADOOP = new Configuration();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private List<RunConfig> configs;

    @BeforeEach
    void runsOfTwoStreams() {
        configs = configs("datasets/sample/sample.jsonl");
        UntrainedRun.save(configs.get(0), 0);
        UntrainedRun.save(configs.get(1), 1);
    }

    private List<RunConfig> configs(String source) {
        return RunConfig.perFeature(
                "jobs/sample.conf",
                List.of(
                        "features=[joint,bone]",
                        "evaluate.fusion.both={joint=3,bone=1}",
                        "runs=" + folder.resolve("runs"),
                        "dataset.source.path=" + source));
    }

    private String run(TrainedStreams streams, @Nullable WindowSettings walk) throws IOException {
        return Predict.run(
                spark,
                streams,
                new Predict.Request(out(), Existing.REFUSE, new PredictionSettings(walk, 3, walk != null)));
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private List<Row> table(String name) {
        return spark.read().parquet(out() + "/" + name).collectAsList();
    }

    private List<PoseSample> clips() {
        List<PoseSample> clips = new ArrayList<>();
        SkeletonSource source = configs.get(0).dataset().source();
        try (SourceFiles records =
                new SourceFiles(source::read, source.files(HADOOP).iterator(), HADOOP)) {
            while (records.hasNext()) {
                clips.add(((Annotation) records.next()).sample());
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return clips;
    }

    @Test
    void writesTheWeightedMeanOfTheStreamsForEachClip() throws IOException {
        TrainedStreams streams = TrainedStreams.open(configs, "both", HADOOP);

        assertThat(run(streams, null)).isEqualTo("12 scored, 0 refused (column refused): " + out());

        Map<String, PoseSample> clips = new TreeMap<>();
        clips().forEach(clip -> clips.put(clip.id(), clip));
        List<Row> rows = table("predictions");
        assertThat(rows).extracting(row -> row.getString(0)).containsExactlyElementsOf(clips.keySet());
        try (ActionPredictor joint = TrainedRun.open(configs.get(0), HADOOP).predictor();
                ActionPredictor bone = TrainedRun.open(configs.get(1), HADOOP).predictor()) {
            for (Row row : rows) {
                PoseSample clip = Objects.requireNonNull(clips.get(row.getString(0)));
                float[] first = joint.predict(clip).probabilities();
                float[] second = bone.predict(clip).probabilities();
                float[] fused = new float[3];
                for (int k = 0; k < 3; k++) {
                    fused[k] = (float) (0.75 * first[k] + 0.25 * second[k]);
                }
                Prediction expected = new Prediction(configs.get(0).dataset().classes(), fused);
                assertThat(row.<String>getList(row.fieldIndex("classes")))
                        .isEqualTo(expected.top(3).stream()
                                .map(Prediction.Action::name)
                                .toList());
                assertThat(row.<Float>getList(row.fieldIndex("probabilities")))
                        .isEqualTo(expected.top(3).stream()
                                .map(Prediction.Action::probability)
                                .toList());
                assertThat(row.isNullAt(row.fieldIndex("person"))).isTrue();
                assertThat(row.getInt(row.fieldIndex("start"))).isZero();
                assertThat(row.getInt(row.fieldIndex("end"))).isEqualTo(clip.totalFrames() - 1);
                assertThat(row.getString(row.fieldIndex("model")))
                        .contains(TrainedRun.open(configs.get(0), HADOOP).sha256())
                        .contains(TrainedRun.open(configs.get(1), HADOOP).sha256());
            }
        }
        assertThat(spark.read().json(out() + "/predictions-json").count()).isEqualTo(12);
        assertThat(folder.resolve("out").toFile().list()).containsExactlyInAnyOrder("predictions", "predictions-json");
    }

    @Test
    void walksRecordingsAsFramesThatArriveOneByOne() throws IOException {
        Windows windows = new Windows(8, 4);
        TrainedStreams streams = TrainedStreams.open(configs.get(0), HADOOP);

        run(streams, new WindowSettings(windows, new SegmentRules(1, 0, 1)));

        List<List<Object>> expected = new ArrayList<>();
        for (PoseSample clip : clips()) {
            for (int person = 0; person < clip.keypoint().size(0); person++) {
                try (SlidingPredictor live =
                        TrainedRun.open(configs.get(0), HADOOP).slidingPredictor(windows, clip.imgShape())) {
                    for (int t = 0; t < clip.totalFrames(); t++) {
                        SlidingPredictor.Frame frame = new SlidingPredictor.Frame(
                                frame(clip.keypoint(), person, t),
                                frame(Objects.requireNonNull(clip.keypointScore()), person, t));
                        int who = person;
                        live.add(frame)
                                .ifPresent(window -> expected.add(List.of(
                                        clip.id(),
                                        who,
                                        window.start(),
                                        window.end(),
                                        window.prediction().top(1).get(0).probability())));
                    }
                }
            }
        }
        List<List<Object>> found = new ArrayList<>();
        for (Row row : table("predictions")) {
            float best = row.<Float>getList(row.fieldIndex("probabilities")).get(0);
            found.add(List.of(row.getString(0), row.getInt(1), row.getInt(2), row.getInt(3), best));
        }
        assertThat(expected).hasSize(20);
        assertThat(found).containsAll(expected);
        assertThat(found.stream().filter(row -> !expected.contains(row)))
                .as("windows that end with a recording")
                .hasSizeLessThan(25)
                .allSatisfy(row -> assertThat((int) row.get(2) % 4).isPositive());
        assertThat(folder.resolve("out/timelines").toFile().list()).hasSize(12).contains("wave-00.html");
        Map<String, List<Row>> segments = new TreeMap<>();
        table("segments")
                .forEach(row -> segments.computeIfAbsent(row.getString(0) + row.getInt(1), id -> new ArrayList<>())
                        .add(row));
        for (List<Row> one : segments.values()) {
            assertThat(one.get(0).getInt(2)).isZero();
            for (int next = 1; next < one.size(); next++) {
                assertThat(one.get(next).getInt(2)).isEqualTo(one.get(next - 1).getInt(3) + 1);
            }
        }
    }

    @Test
    void partsOfALongRecordingHaveTheWindowsOfTheWhole() throws IOException {
        RunConfig config = recordings(List.of());
        UntrainedRun.save(config, 0);
        Path recording = Files.createDirectories(folder.resolve("recordings/long"));
        for (int frame = 0; frame < 41; frame++) {
            Files.writeString(
                    recording.resolve("long_%012d_keypoints.json".formatted(frame)),
                    "{\"people\": [" + person(frame) + "]}");
        }
        TrainedStreams streams = TrainedStreams.open(config, HADOOP);
        Windows windows = new Windows(8, 4);
        SegmentRules rules = new SegmentRules(1, 0, 1);

        List<List<String>> lines = new ArrayList<>();
        for (WindowSettings walk : List.of(new WindowSettings(windows, rules), new WindowSettings(windows, rules, 3))) {
            run(streams, walk);
            lines.add(table("predictions").stream()
                    .sorted(Comparator.comparing(row -> row.getInt(2)))
                    .map(row -> row.toString().replaceFirst("^.[^,]*", ""))
                    .toList());
            assertThat(folder.resolve("out/timelines").toFile().list()).hasSize(lines.size() == 1 ? 1 : 3);
            Files.move(folder.resolve("out"), folder.resolve("out-" + lines.size()));
        }

        assertThat(lines.get(0)).hasSize(10).doesNotHaveDuplicates();
        assertThat(lines.get(1)).isEqualTo(lines.get(0));
    }

    /** Returns a person of 25 joints as OpenPose writes it. */
    private static String person(int frame) {
        return IntStream.range(0, 25)
                .mapToObj(joint ->
                        (100 + 3 * frame + 7 * joint % 40) + "," + (50 + 4 * joint + frame * joint % 5) + ",0.9")
                .collect(Collectors.joining(",", "{\"pose_keypoints_2d\": [", "]}"));
    }

    private RunConfig recordings(List<String> more) {
        List<String> settings = new ArrayList<>(List.of(
                "feature=joint",
                "run-dir=" + folder.resolve("runs/recordings"),
                "dataset.source.path=" + folder.resolve("recordings")));
        settings.addAll(more);
        return RunConfig.load("jobs/recordings.conf", settings);
    }

    /** Returns one frame of one person, (M, T, ...) to (1, ...). */
    private static Tensor frame(Tensor values, int person, int frame) {
        int[] shape = values.shape();
        int size = values.values().length / shape[0] / shape[1];
        int from = (person * shape[1] + frame) * size;
        int[] one = new int[shape.length - 1];
        one[0] = 1;
        System.arraycopy(shape, 2, one, 1, one.length - 1);
        return new Tensor(values.dtype(), one, Arrays.copyOfRange(values.values(), from, from + size));
    }

    @Test
    void namesWhatCannotBeScoredInAColumnAndGoesOn() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("datasets/sample/sample.jsonl"));
        Path source = folder.resolve("odd.jsonl");
        Files.write(
                source,
                List.of(lines.get(0), "{\"id\": \"odd\", \"keypoint\": [[[[1, 2, 3]]]]}", "{\"id\"", lines.get(1)));
        TrainedStreams streams = TrainedStreams.open(configs(source.toString()).get(0), HADOOP);

        assertThat(run(streams, new WindowSettings(new Windows(100, 50), new SegmentRules(1, 0, 1))))
                .contains(" 2 refused");

        Map<String, String> refused = new TreeMap<>();
        for (Row row : table("predictions")) {
            if (!row.isNullAt(row.fieldIndex("refused"))) {
                refused.put(row.getString(0), row.getString(row.fieldIndex("refused")));
                assertThat(row.isNullAt(row.fieldIndex("classes"))).isTrue();
            }
        }
        assertThat(refused).hasSize(2);
        assertThat(refused.get("odd")).startsWith("odd: keypoint is 1 joints: [1, 1, 1, 3], expected 17 joints");
        assertThat(table("segments")).extracting(row -> row.getString(0)).contains("wave-00");
    }

    @Test
    void leavesNothingWhenItFailsAndWhatIsThereUnlessToldOtherwise() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));
        TrainedStreams none = TrainedStreams.open(configs(empty.toString()).get(0), HADOOP);
        assertThatThrownBy(() -> run(none, null))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("none of 1 clips could be scored; the first: empty.jsonl");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("empty.jsonl", "runs");

        TrainedStreams streams = TrainedStreams.open(configs.get(0), HADOOP);
        run(streams, null);
        assertThatThrownBy(() -> run(streams, null))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("--overwrite");
        Files.createFile(folder.resolve("out/older"));
        Predict.run(
                spark, streams, new Predict.Request(out(), Existing.OVERWRITE, new PredictionSettings(null, 1, false)));
        assertThat(folder.resolve("out/older")).doesNotExist();
        assertThat(table("predictions")).hasSize(12);
    }

    @Test
    void aTableOfLabelsIsNoRecording() throws IOException {
        Path frames = Files.createDirectories(folder.resolve("recordings/walk-1"));
        Files.writeString(frames.resolve("walk-1_000000000000_keypoints.json"), "{\"people\": []}");
        Path labels = Files.writeString(folder.resolve("labels.csv"), "recording,label\nwalk-1,walk\n");
        RunConfig config =
                recordings(List.of("dataset.source.labels.from=table", "dataset.source.labels.table=" + labels));
        UntrainedRun.save(config, 0);

        assertThat(config.dataset().source().files(HADOOP)).anyMatch(file -> file.endsWith("labels.csv"));
        assertThat(TrainedStreams.open(config, HADOOP).source().files(HADOOP))
                .singleElement()
                .asString()
                .endsWith("walk-1");
    }

    @Test
    void aBatchThatComesAgainReplacesItsRows() throws IOException {
        TrainedStreams streams = TrainedStreams.open(configs.get(0), HADOOP);
        PredictionSettings settings =
                new PredictionSettings(new WindowSettings(new Windows(8, 4), new SegmentRules(1, 0, 1)), 1, false);
        WatchTables tables = new WatchTables(spark, streams, settings, out());
        List<String> lines = Files.readAllLines(Path.of("datasets/sample/sample.jsonl"));
        Path first = Files.writeString(folder.resolve("first.jsonl"), lines.get(0));
        Path second = Files.writeString(folder.resolve("second.jsonl"), lines.get(1));

        tables.score(List.of(first.toString()), 0);
        tables.score(List.of(second.toString()), 1);
        List<Row> rows = table("predictions");
        tables.score(List.of(second.toString()), 1);
        assertThat(table("predictions")).containsExactlyInAnyOrderElementsOf(rows);

        tables.score(List.of(first.toString(), folder.resolve("gone.jsonl").toString()), 2);
        assertThat(table("predictions"))
                .filteredOn(row -> row.getInt(row.fieldIndex("batch")) == 2)
                .extracting(row -> row.getString(row.fieldIndex("refused")))
                .contains("gone.jsonl: file is no longer there, expected one that stays until it is scored")
                .containsNull();
        assertThat(rows)
                .extracting(row -> row.getString(0) + " " + row.getInt(row.fieldIndex("batch")))
                .contains("wave-00 0", "squat-01 1")
                .doesNotContain("wave-00 1", "squat-01 0");
        assertThat(folder.resolve("out").toFile().list())
                .containsExactlyInAnyOrder("predictions", "predictions-json", "segments", "segments-json");
    }

    @Test
    void namesAFusionOrStreamThatIsNotThere() {
        assertThatThrownBy(() -> TrainedStreams.open(configs, "three", HADOOP))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("evaluate.fusion has no three but [both]");
        assertThatThrownBy(() -> TrainedStreams.open(configs.subList(0, 1), "both", HADOOP))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("takes the stream bone, which is none of features = [joint]");
    }
}
