package io.skelspark.pipeline.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.SharedSpark;
import io.skelspark.checkpoint.RunFolder;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.evaluate.Scores;
import io.skelspark.pickle.PickleInput;
import io.skelspark.pickle.ScoreDump;
import io.skelspark.pipeline.PreparedSample;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.pipeline.exchange.ExportModel;
import io.skelspark.pipeline.exchange.ImportModel;
import io.skelspark.pipeline.prediction.PredictionLines;
import io.skelspark.pipeline.scoring.Evaluate;
import io.skelspark.pipeline.scoring.EvaluationRules;
import io.skelspark.pipeline.scoring.ExportScores;
import io.skelspark.pipeline.scoring.ReportFolder;
import io.skelspark.storage.Existing;
import io.skelspark.train.Checkpoint;
import io.skelspark.train.CheckpointStore;
import io.skelspark.train.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be done with an imported checkpoint, on the tiny sample set. */
@Tag("spark")
class ImportedRunTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** The learning rate does not depend on the number of epochs, so a short run is the start of a longer one. */
    @BeforeEach
    void prepareTheSample() throws IOException {
        Files.writeString(
                folder.resolve("sample.conf"),
                """
                include required(file("%s"))
                include required(file("%s"))
                name = sample
                dataset { source.path = "%s", path = "%s" }
                report-dir = "%s"
                frames = 16, test-clips = 2
                model { base-channels = 8, num-stages = 3, inflate-stages = [2], down-stages = [2] }
                train { repeat = 2, replicas = 2, batch-per-replica = 4, log-interval = 5, ranks = 1, schedule = null }
                train.schedule { type = MultiStep, gamma = 0.1, epochs = [2] }
                """
                        .formatted(
                                Path.of("conf/stgcnpp/base.conf").toAbsolutePath(),
                                Path.of("conf/dataset/sample.conf").toAbsolutePath(),
                                Path.of("datasets/sample/sample.jsonl").toAbsolutePath(),
                                folder.resolve("prepared"),
                                folder.resolve("report")));
        PreparedSample.copyTo(folder.resolve("prepared"));
    }

    private RunConfig config(String run, int epochs, String... more) {
        List<String> overrides = new ArrayList<>(List.of(more));
        overrides.add("run-dir=" + folder.resolve(run));
        overrides.add("train.epochs=" + epochs);
        return RunConfig.load(folder.resolve("sample.conf").toString(), overrides);
    }

    private static void train(RunConfig config) throws IOException {
        Train.run(SharedSpark.session(), config, Train.Start.RESUME);
    }

    private void importInto(RunConfig config, String file) throws IOException {
        ImportModel.run(config, folder.resolve(file).toString(), Existing.REFUSE, HADOOP);
    }

    private static Checkpoint last(RunConfig config) {
        return new RunFolder(config.runDir(), HADOOP)
                .model(CheckpointStore.SavedModel.LAST, config.network().layout())
                .orElseThrow()
                .checkpoint();
    }

    @Test
    void goesOnLikeTheRunItCameFrom() throws IOException {
        RunConfig imported = config("imported", 2);
        RunConfig straight = config("straight", 2);
        train(config("first", 1));
        importInto(imported, "first/last.safetensors");

        train(imported);
        train(straight);

        assertThat(last(imported).epoch()).isEqualTo(2);
        assertThat(last(imported).state().parameters())
                .isEqualTo(last(straight).state().parameters());
        assertThat(last(imported).state().buffers())
                .isEqualTo(last(straight).state().buffers());
        assertThat(last(imported).kept(Sgd.MOMENTUM)).isEqualTo(last(straight).kept(Sgd.MOMENTUM));
        assertThat(last(imported).provenance())
                .containsEntry("recipe", last(straight).provenance().get("recipe"))
                .containsEntry("seed", "0")
                .containsKey("imported-from");
    }

    @Test
    void keepsToTheRecipeItWasImportedWith() throws IOException {
        train(config("first", 1));
        importInto(config("imported", 2), "first/last.safetensors");

        assertThatThrownBy(() -> train(config("imported", 3)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("train.epochs: 2 in the run, 3 now");
        assertThatThrownBy(() -> train(config("imported", 2, "train.learning-rate=0.2")))
                .hasMessageContaining("train.learning-rate: 0.1 in the run, 0.2 now");
        train(config("imported", 2));
        train(config("imported", 3));
        assertThat(last(config("imported", 3)).epoch()).isEqualTo(3);
    }

    @Test
    void evaluatesWeightsAloneButDoesNotGoOnWithThem() throws Exception {
        train(config("first", 1));
        Path file = folder.resolve("first.pth");
        ExportModel.run(
                config("first", 1), CheckpointStore.SavedModel.LAST, file.toString(), null, Existing.OVERWRITE, HADOOP);
        RunConfig imported = config("imported", 1);
        importInto(imported, "first.pth");

        assertThatThrownBy(() -> train(imported))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("first.pth without an optimiser's state");
        Evaluate.run(SharedSpark.session(), List.of(imported), EvaluationRules.STRICT);
        Map<String, Scores> scores = scores(imported);
        Evaluate.run(SharedSpark.session(), List.of(config("first", 1)), EvaluationRules.STRICT);
        assertThat(scores(imported)).usingRecursiveComparison().isEqualTo(scores);
    }

    /** Returns the checkpoint before the first step, which a run of one epoch still holds. */
    private static Checkpoint started(RunConfig config) {
        return new RunFolder(config.runDir(), HADOOP)
                .checkpoint(
                        "checkpoints/epoch-000000-iteration-000000000.safetensors",
                        config.network().layout());
    }

    @Test
    void fineTunesUnderANewHead() throws IOException {
        train(config("first", 1));
        Checkpoint origin = last(config("first", 1));
        String from = "train.load-from=" + folder.resolve("first/last.safetensors");
        RunConfig same = config("same", 1, from);
        RunConfig other = config("other", 1, from, "dataset.classes=[wave, squat, walk, run]");

        train(same);
        assertThat(started(same).state().parameters()).isEqualTo(origin.state().parameters());

        assertThat(InitialWeights.of(other, HADOOP).parameters())
                .startsWith(Arrays.copyOf(origin.state().parameters(), body(other)))
                .hasSize(other.network().layout().parameterSize());
    }

    @Test
    void saysWhereToFetchAMissingFile() {
        RunConfig config =
                config("missing", 1, "train.load-from=" + folder.resolve("any.pth"), "train.load-from-source=its page");

        assertThatThrownBy(() -> InitialWeights.of(config, HADOOP))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(folder.resolve("any.pth") + ", which does not exist")
                .hasMessageContaining("Fetch any.pth from its page")
                .hasMessageContaining("set train.load-from to its place");
    }

    @Test
    void namesActionsOfClipsWithoutLabels() throws IOException {
        train(config("first", 1));
        String clip =
                Files.readAllLines(Path.of("datasets/sample/sample.jsonl")).get(0);
        String unlabelled = clip.replaceFirst("\"label\": *(\"[^\"]*\"|[0-9]+), *", "");
        assertThat(unlabelled).isNotEqualTo(clip);
        Path file = folder.resolve("new.jsonl");
        Files.writeString(file, unlabelled + "\n{\"id\": \"odd\", \"keypoint\": [[[[1, 2, 3]]]]}\n");
        List<String> lines = new ArrayList<>();

        TrainedStreams trained = TrainedStreams.open(config("first", 1, "dataset.source.path=" + file), HADOOP);
        assertThat(PredictionLines.print(trained, null, 2, lines::add, HADOOP)).isEqualTo(1);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("\\S+: (wave|squat|walk) [01]\\.\\d{4}, (wave|squat|walk) 0\\.\\d{4}");
        assertThat(lines.get(1)).startsWith("odd: keypoint is 1 joints: [1, 1, 1, 3], expected 17 joints");
    }

    /** Returns the number of parameters below the head, which comes last. */
    private static int body(RunConfig config) {
        return config.network().layout().entries().stream()
                .filter(entry -> entry.name().equals("cls_head.fc.weight"))
                .findFirst()
                .orElseThrow()
                .offset();
    }

    @Test
    void refusesToFineTuneAnotherNetwork() throws IOException {
        train(config("first", 1));
        RunConfig wider = config(
                "wider", 1, "train.load-from=" + folder.resolve("first/last.safetensors"), "model.base-channels=12");
        assertThatThrownBy(() -> train(wider))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not fit the network below its head")
                .hasMessageContaining("backbone.gcn.0.gcn.conv.weight");
    }

    private Map<String, Scores> scores(RunConfig config) {
        return new ReportFolder(config.reportDir(), HADOOP)
                .scores(config.feature())
                .read(SharedSpark.session());
    }

    @Test
    void dumpsScoresInTheOrderOfTheAnnotations() throws Exception {
        RunConfig config = config("first", 1);
        String file = folder.resolve("joint.pkl").toString();
        assertThatThrownBy(() -> ExportScores.run(SharedSpark.session(), config, file, Existing.OVERWRITE))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("evaluate the stream first");
        train(config);
        Evaluate.run(SharedSpark.session(), List.of(config), EvaluationRules.STRICT);

        assertThat(ExportScores.run(SharedSpark.session(), config, file, Existing.OVERWRITE))
                .contains("3 samples of joint", "the order of the annotations");
        compare(file, List.of("wave-03", "squat-07", "walk-11"), scores(config));

        RunConfig elsewhere = config("first", 1, "dataset.path=" + folder.resolve("gone"));
        assertThat(ExportScores.run(SharedSpark.session(), elsewhere, file, Existing.OVERWRITE))
                .contains("the order of the ids");
        compare(file, List.of("squat-07", "walk-11", "wave-03"), scores(config));
    }

    private static void compare(String file, List<String> ids, Map<String, Scores> scores) throws IOException {
        Iterator<ScoreDump.DumpedSample> samples = ScoreDump.read(
                        Files.newInputStream(Path.of(file)), file, PickleInput.UNKNOWN_LENGTH)
                .samples()
                .iterator();
        for (String id : ids) {
            ScoreDump.DumpedSample sample = samples.next();
            Scores expected = new Scores(sample.label(), sample.scores());
            assertThat(scores.get(id)).usingRecursiveComparison().isEqualTo(expected);
        }
        assertThat(samples).isExhausted();
    }
}
