package io.skelspark.pipeline.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skelspark.SharedSpark;
import io.skelspark.config.ConfigError;
import io.skelspark.config.RunConfig;
import io.skelspark.pipeline.DividedSet;
import io.skelspark.pipeline.PreparedSample;
import io.skelspark.pipeline.preparation.Prepare;
import io.skelspark.pipeline.scoring.Evaluate;
import io.skelspark.pipeline.scoring.EvaluationRules;
import io.skelspark.prepared.DamagedParts;
import io.skelspark.prepared.PreparedSet;
import io.skelspark.storage.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on one prepared set under several protocols. Each of its four subjects shows each of three classes once. */
@Tag("spark")
class ProtocolRunTest {
    private static final String SUBJECT = "protocol={type = LeaveOneGroupOut, attribute = subject, fold = 1}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Configuration hadoop = new Configuration();

    @BeforeEach
    void prepareTheSample() throws IOException {
        PreparedSample.copyTo(folder.resolve("prepared"));
    }

    private RunConfig config(String... overrides) {
        List<String> all = new ArrayList<>(List.of(
                "dataset.path=" + folder.resolve("prepared"),
                "runs=" + folder.resolve("runs"),
                "frames=16",
                "test-clips=1",
                "model.base-channels=8",
                "train.epochs=1",
                "train.repeat=1",
                "train.replicas=2",
                "train.batch-per-replica=2"));
        all.addAll(List.of(overrides));
        return RunConfig.load("jobs/sample.conf", all);
    }

    private PreparedSet set() throws IOException {
        return PreparedSet.read(folder.resolve("prepared").toString(), hadoop);
    }

    private static void train(RunConfig config) throws IOException {
        Train.run(SharedSpark.session(), config, Train.Start.RESUME);
    }

    private static String evaluate(RunConfig config, EvaluationRules rules) throws Exception {
        return Evaluate.run(SharedSpark.session(), List.of(config), rules);
    }

    @Test
    void trainsAndScoresWhatTheProtocolSays() throws Exception {
        byte[] manifest = Files.readAllBytes(folder.resolve("prepared/manifest.json"));
        RunConfig run = config(SUBJECT);
        train(run);
        String table = evaluate(run, EvaluationRules.STRICT);

        assertThat(table)
                .contains("protocol               fold 1 (subject 2) of 4 is tested", "sample, 3 samples of 1 clips")
                .doesNotContain("caution");
        assertThat(folder.resolve("runs/report/accuracy.json")).content().contains("fold 1 (subject 2) of 4 is tested");
        assertThat(folder.resolve("prepared/manifest.json")).hasBinaryContent(manifest);
        assertThatThrownBy(() -> train(config(SUBJECT, "protocol.fold=2")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("has other settings: protocol.fold: 1 in the run, 2 now");
        RunConfig seen = config("protocol={type = Holdout, attribute = subject, train = [2], test = [1]}");
        assertThatThrownBy(() -> evaluate(seen, new EvaluationRules(true, false, Existing.OVERWRITE)))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("3 of the 3 clips of the protocol's test are in the protocol's training");
    }

    /** The set has the clip walk-11 of the test once more, as walk-02 of the training. */
    private void prepareWithADuplicate() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("datasets/sample/sample.jsonl")));
        lines.set(
                2,
                lines.get(11)
                        .replace("walk-11", "walk-02")
                        .replace("\"test\"", "\"train\"")
                        .replace("\"subject\":4", "\"subject\":1"));
        Path source = Files.write(folder.resolve("duplicate.jsonl"), lines);
        Prepare.run(
                SharedSpark.session(), config("dataset.source.path=" + source).prepare(Existing.OVERWRITE));
    }

    @Test
    void leavesDuplicatesOutOfTheTableAndShowsBothFigures() throws Exception {
        prepareWithADuplicate();
        train(config());
        String all = evaluate(config(), EvaluationRules.STRICT);
        assertThat(all)
                .contains(
                        "sample, 3 samples", "1 of the 3 clips of split test have the joints of a clip of split train");

        String table = evaluate(
                config("evaluate.without-duplicates=true", "report-dir=" + folder.resolve("other")),
                EvaluationRules.STRICT);
        assertThat(table).contains("sample, 2 samples", "under another id; they are left out", "joint, all 3");
        assertThat(table.lines()
                        .filter(line -> line.contains("joint, all 3"))
                        .map(line -> line.replaceAll("\\D+", " ")))
                .isEqualTo(all.lines()
                        .filter(line -> line.strip().startsWith("joint "))
                        .map(line -> " 3" + line.replaceAll("\\D+", " "))
                        .toList());
    }

    @Test
    void sharesOfAProtocolHaveTheirDuplicatesToo() throws Exception {
        prepareWithADuplicate();
        RunConfig last =
                config(SUBJECT, "protocol.fold=3", "evaluate.without-duplicates=true", "evaluate.checkpoint=best");
        train(last);
        assertThat(evaluate(last, EvaluationRules.STRICT))
                .contains("sample, 2 samples", "joint, all 3", "it was chosen by the test");
        RunConfig cut = config(
                SUBJECT,
                "protocol.fold=3",
                "protocol.val={type = Values, attribute = subject, values = [1]}",
                "evaluate.checkpoint=best",
                "runs=" + folder.resolve("cut"));
        train(cut);
        assertThat(evaluate(cut, EvaluationRules.STRICT))
                .contains("of the training clips subject 1 is validated on")
                .doesNotContain("caution");
    }

    @Test
    void refusesAProtocolThatDoesNotFitTheSetBeforeItTrains() {
        assertThatThrownBy(() -> train(config(SUBJECT, "protocol.attribute=camera")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("protocol.attribute = camera", "expected one of subject");
        assertThatThrownBy(() -> train(config(SUBJECT, "protocol.fold=4")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("protocol.fold = 4, expected 0 to 3");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void refusesClipsOfTwoSplitsOnBothSides() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("datasets/sample/sample.jsonl")).stream()
                .map(line -> line.replace("\"split\":\"test\"", "\"splits\":[\"test\",\"train\"]"))
                .toList();
        Path source = Files.write(folder.resolve("both.jsonl"), lines);
        Prepare.run(
                SharedSpark.session(), config("dataset.source.path=" + source).prepare(Existing.OVERWRITE));
        assertThatThrownBy(() -> train(config()))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("3 of the 3 clips of split test are in split train too, for example squat-07");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void saysHowManyFoldsThereAre() throws IOException {
        assertThat(DividedSet.folds(config(), set(), hadoop)).isEqualTo(1);
        assertThat(DividedSet.folds(config(SUBJECT), set(), hadoop)).isEqualTo(4);
        assertThatThrownBy(() -> DividedSet.folds(config(SUBJECT, "protocol.attribute=camera"), set(), hadoop))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("protocol.attribute = camera");
    }

    @Test
    void aSetWithoutSomeOfItsFilesIsNotDividedInAnotherWay() throws IOException {
        PreparedSet rest =
                set().without(new DamagedParts(List.of(new DamagedParts.DamagedPart("part-0", 3, "it is cut short"))));
        assertThatThrownBy(() -> DividedSet.of(config(SUBJECT), rest, hadoop))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "has damaged files, expected a whole set", "part-0 (3 clips): it is cut short");
        assertThat(DividedSet.of(config(), rest, hadoop).training().clips()).isEqualTo(9);
    }
}
