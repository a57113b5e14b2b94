package io.skelspark.pipeline.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skelspark.config.RunConfig;
import io.skelspark.model.predict.ActionPredictor;
import io.skelspark.model.predict.Prediction;
import io.skelspark.model.predict.UnfitClipException;
import io.skelspark.pipeline.TrainedRun;
import io.skelspark.pipeline.TrainedStreams;
import io.skelspark.skeleton.PoseSample;
import io.skelspark.source.Annotation;
import io.skelspark.source.SkeletonSource;
import io.skelspark.source.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a run gives in a program what the job {@code predict} prints. */
class PredictInJavaTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunConfig config;

    @BeforeEach
    void aRunOfTheSampleSet() {
        config = RunConfig.load("jobs/sample.conf", List.of("feature=bone", "run-dir=" + folder.resolve("run")));
        UntrainedRun.save(config, 3);
    }

    private List<PoseSample> clips() throws IOException {
        List<PoseSample> clips = new ArrayList<>();
        SkeletonSource source = config.dataset().source();
        for (String file : source.files(HADOOP)) {
            source.read(file, HADOOP).forEachRemaining(record -> clips.add(((Annotation) record).sample()));
        }
        return clips;
    }

    /** Returns one line for each clip, in the form of the job. */
    private List<String> shown() throws IOException {
        List<String> lines = new ArrayList<>();
        try (ActionPredictor predictor = TrainedRun.open(config, HADOOP).predictor()) {
            for (PoseSample clip : clips()) {
                String named = predictor.predict(clip).top(3).stream()
                        .map(action -> String.format(Locale.ROOT, "%s %.4f", action.name(), action.probability()))
                        .collect(Collectors.joining(", "));
                lines.add(clip.id() + ": " + named);
            }
        }
        return lines;
    }

    private int printed(int top, List<String> lines) throws IOException {
        return PredictionLines.print(TrainedStreams.open(config, HADOOP), null, top, lines::add, HADOOP);
    }

    @Test
    void givesTheProbabilitiesOfTheJobOnAnyThread() throws Exception {
        List<String> lines = new ArrayList<>();
        assertThat(printed(3, lines)).isZero();
        assertThat(lines).hasSize(12).doesNotHaveDuplicates();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<List<String>> other = threads.submit(this::shown);
            assertThat(shown()).isEqualTo(lines);
            assertThat(result(other)).isEqualTo(lines);
        } finally {
            threads.shutdown();
        }
    }

    /** Writes a good clip, some that do not fit the network, and a good clip again. */
    private RunConfig configOfOddClips() throws IOException {
        ObjectMapper json = new ObjectMapper();
        String good =
                Files.readAllLines(Path.of("datasets/sample/sample.jsonl")).get(0);
        List<String> clips = new ArrayList<>(List.of(good));
        ObjectNode noScore = (ObjectNode) json.readTree(good);
        noScore.remove("keypoint-score");
        clips.add(noScore.put("id", "no score\u001b[2J").toString());
        ObjectNode people = (ObjectNode) json.readTree(good);
        for (String field : List.of("keypoint", "keypoint-score")) {
            ArrayNode persons = (ArrayNode) people.get(field);
            persons.add(persons.get(0)).add(persons.get(0));
        }
        clips.add(people.put("id", "people").toString());
        ObjectNode joints = (ObjectNode) json.readTree(good);
        joints.get("keypoint").get(0).forEach(frame -> ((ArrayNode) frame).remove(0));
        joints.get("keypoint-score").get(0).forEach(frame -> ((ArrayNode) frame).remove(0));
        clips.add(joints.put("id", "joints").toString());
        clips.add(((ObjectNode) json.readTree(good)).put("id", "last").toString());
        Path file = Files.write(folder.resolve("odd.jsonl"), clips);
        return RunConfig.load(
                "jobs/sample.conf",
                List.of("feature=bone", "run-dir=" + folder.resolve("run"), "dataset.source.path=" + file));
    }

    @Test
    void namesClipsThatDoNotFitTheNetworkAndGoesOn() throws Exception {
        config = configOfOddClips();
        List<String> lines = new ArrayList<>();
        assertThat(printed(1, lines)).isEqualTo(3);

        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).matches("wave-00: \\w+ 0\\.\\d{4}");
        assertThat(lines.get(1))
                .startsWith("no score\\u001b[2J: keypoint_score is none, expected a score of each joint");
        assertThat(lines.get(2)).startsWith("people: keypoint is 3 people in").contains("raise dataset.persons");
        assertThat(lines.get(3)).startsWith("joints: keypoint is 16 joints").endsWith("expected 17 joints");
        assertThat(lines.get(4)).matches("last: \\w+ 0\\.\\d{4}");
        try (ActionPredictor predictor = TrainedRun.open(config, HADOOP).predictor()) {
            List<PoseSample> clips = clips();
            for (int odd = 1; odd <= 3; odd++) {
                PoseSample clip = clips.get(odd);
                assertThatThrownBy(() -> predictor.predict(clip))
                        .isInstanceOf(UnfitClipException.class)
                        .hasMessage(lines.get(odd));
            }
            assertThat(predictor.predict(clips.get(4)).top(1).get(0).probability())
                    .isPositive();
        }
    }

    private static List<String> result(Future<List<String>> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    /** The body of this method is the example of the page own-data.md, after its line that loads the settings. */
    private static void shownInOwnData(RunConfig config) throws Exception {
        Configuration hadoop = new Configuration();
        try (ActionPredictor predictor = TrainedRun.open(config, hadoop).predictor()) {
            SkeletonSource source = config.dataset().source();
            Iterator<SourceRecord> records = source.read("datasets/sample/sample.jsonl", hadoop);
            PoseSample clip = ((Annotation) records.next()).sample();
            Prediction actions = predictor.predict(clip);
            System.out.println(clip.id() + ": " + actions.text(3));
        }
    }

    @Test
    void thePageOwnDataShowsCodeThatRuns() throws Exception {
        String source =
                Files.readString(Path.of("src/test/java/io/skelspark/pipeline/prediction/PredictInJavaTest.java"));
        String method = source.substring(source.indexOf("void shownInOwnData("));
        String body = method.substring(method.indexOf('\n') + 1, method.indexOf("\n    }\n") + 1);

        shownInOwnData(config);

        assertThat(Files.readString(Path.of("src/site/markdown/own-data.md")))
                .contains("```java\n"
                        + "RunConfig config = RunConfig.load(\"jobs/sample.conf\", List.of(\"feature=joint\"));\n"
                        + body.indent(-8) + "```\n");
    }
}
